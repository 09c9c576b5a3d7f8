"""The language of a text by its script and most frequent words; None when that is not clear."""

from __future__ import annotations

import re
from collections import Counter

# The words of each language that are frequent in print and rare in the others listed.
_WORDS = {
    "en": "the and of that with for was said have from this has his they which are will would who were been their it",
    "fr": "le les des est une dans que qui pour sur avec pas du et ce aux plus sont son cette ont mais par être au été",
    "de": "der die und das ist nicht von mit den für auf dem sich ein eine auch wird dass hat nach bei einer sind zum",
    "es": "el los las que por con para una del se su al como más pero sus este entre ha sobre son fue según también y",
    "it": "il di che per non con della sono una del gli è alla nel più anche dei le ha delle si come ma questo dal",
    "nl": "de het een van en dat niet zijn voor met op aan ook door naar heeft werd maar wordt uit bij worden deze te",
    "pt": "os não uma para com que do da dos das no na em por ao como mais foi são pelo pela também às um à seu",
    "sv": "och att det som är på för med inte den till av ett har om men från var kan hade ska efter vid de",
    "da": "og at det er på til for med ikke den af der en har om men fra var kan havde skal efter ved også blev",
    "no": "og det er på til som for med ikke av den en har om men fra var kan etter ved også ble hadde skal å",
    "pl": "nie się na że jest do jak to co za ale po przez od ich był które dla oraz tego tym również ma są",
    "cs": "je se na že to jako by jsou pro ale který které jeho bylo také nebo až ve podle při byl",
    "ro": "și în nu că este pe cu la care din sunt pentru mai fi fost sau dar prin către acest această",
    "hu": "a az és hogy nem egy is volt meg van ez de csak mint már vagy ha szerint lesz",
    "tr": "bir ve bu için ile da de olarak çok daha olan gibi sonra kadar ise değil olduğu ancak",
    "fi": "ja on ei että se oli myös mutta kun ovat hän joka sen tai mukaan kuin",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke adalah bahwa",
    "ru": "и в не на что с по как из это его для от был за но также",
    "uk": "і в не на що з та як до це для від був за але також є",
    "bg": "и в не на че с по като от това за се са да той",
    "ar": "في من على أن إلى عن التي هذا مع الذي كان قال",
    "fa": "در از به که این را با است برای آن می های",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _row in _WORDS.items():
    for _word in dict.fromkeys(_row.split()):
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)
_SCRIPTS = (
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)
_BEYOND_LATIN = re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0900-\u10ff\u3040-\ud7ff]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_MIN_WORDS = 8
_MIN_SHARE = 0.08
_NAMES = {
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "portuguese": "pt",
    "português": "pt", "russian": "ru", "arabic": "ar", "hebrew": "he", "polish": "pl", "swedish": "sv",
    "danish": "da", "norwegian": "no", "turkish": "tr", "ukrainian": "uk", "chinese": "zh", "japanese": "ja",
    "korean": "ko", "greek": "el", "czech": "cs", "hungarian": "hu", "romanian": "ro", "finnish": "fi",
    "persian": "fa", "hindi": "hi", "bulgarian": "bg",
}  # fmt: skip
_ALIASES = {"iw": "he", "nb": "no", "nn": "no", "in": "id"}


def detect_language(text: str) -> str | None:
    """An ISO 639-1 code; None for a text that is too short, mixed, or in a language not listed."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters < 20:
        return None
    if _BEYOND_LATIN.search(sample):
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) > (0.2 if code == "ja" else 0.5) * letters:
                return code
    if len(words) < _MIN_WORDS:
        return None
    votes = Counter(code for word in words for code in _LANGUAGES_OF.get(word, ()))
    (best, n_best), (_, n_next) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return best if n_best >= _MIN_SHARE * len(words) and n_best >= 1.1 * n_next else None


def language_code(said: str | None) -> str | None:
    """The two-letter code in what metadata says ("en-GB", "English; EN"); None when it says nothing usable."""
    if not said:
        return None
    words: list[str] = re.findall(r"[^\W\d_]+", said.lower())
    for word in words:
        if word in _NAMES:
            return _NAMES[word]
        if len(word) == 2:
            return _ALIASES.get(word, word)
    return None
