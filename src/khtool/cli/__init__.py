"""The command line: one module a command, each thin: arguments → public API → reporting."""
