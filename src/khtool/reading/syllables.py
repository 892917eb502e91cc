"""What can be a syllable of Vietnamese, by its spelling."""

from __future__ import annotations

import re
import unicodedata

_ONSET = r"(?:b|ch?|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|r|s|t|th|tr|v|x)?"
_RIME_WORDS = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo
ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan
oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây ue uê uêch uênh uêt uc ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych
uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu y yêm yên yêng yêt yêu"""
#: After "qu" and "gi" the rime goes without their vowel.
_QU_WORDS = """a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê ên êch ênh êt êu i ich
it inh in iu o ơ y ych yên yêt yt ynh yn yp yêu ôc"""
_GI_WORDS = "ê êc êm ên êng êt êu"
_PLAIN = re.compile(
    rf"{_ONSET}(?:{'|'.join(_RIME_WORDS.split())})|qu(?:{'|'.join(_QU_WORDS.split())})|gi(?:{'|'.join(_GI_WORDS.split())})"
)
#: Spelling: these onsets before e, ê, i, y, the others not; "yê" where there is no onset.
_SPELT_WRONG = re.compile(r"(?:c|q(?!u)|ng|g)[eêy]|(?:c|ng)i|(?:k|gh|ngh)[aăâoôơuư]|iê")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def is_syllable(word: str) -> bool:
    """The word can be spoken: it is a syllable of Vietnamese, in any case.

    >>> is_syllable("Nghiêng"), is_syllable("VÈẺ"), is_syllable("viêc")
    (True, False, False)
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(decomposed)
    plain = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    if len(tones) > 1 or not _PLAIN.fullmatch(plain) or _SPELT_WRONG.match(plain):
        return False
    return not _STOPPED.search(plain) or bool(tones and tones[0] in "\u0301\u0323")
