"""Dates written out in other languages (European, Turkish, Arabic, Hebrew, Chinese, Japanese, Korean): with their year.

Embedded posts and credits keep the language of whoever saved the page ("14 сентября 2019 г."), so these forms turn up
in English articles. Relative forms stay English.
"""

from __future__ import annotations

import re
from datetime import date

from .lexicon import YEAR
from .reading import NUMERIC, Reading, Rule, fixed, rule
from .stretch import day, month

_TABLES = (
    # Russian: genitive, nominative/prepositional, short
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "янв фев мар апр мая июн июл авг сент окт нояб дек",
    "янв февр мар апр мая июн июл авг сен окт ноя дек",
    # Ukrainian genitive
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",  # Swedish
    "januar februar mars april mai juni juli august september oktober november desember",  # Norwegian
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "január február március április május június július augusztus szeptember október november december",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",  # Slovak
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",  # Croatian
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",  # Serbian
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",  # Slovene
    "януари февруари март април май юни юли август септември октомври ноември декември",  # Bulgarian
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "januari februari maret april mei juni juli agustus september oktober november desember",  # Indonesian
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου "
    "σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    # Arabic as in Egypt and the Gulf; the Levant's, where "~" stands for a space
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون~الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين~الأول تشرين~الثاني كانون~الأول",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",  # Urdu
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
)  # fmt: skip
# Read only between a day and a year: "14 set 2019" is a date line, "set 2019" is not.
_SHORT_TABLES = (
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set - nov dez",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "jan feb mrt apr mei jun jul aug sept okt nov dec",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "בינו׳ בפבר׳ במרץ באפר׳ במאי ביוני ביולי באוג׳ בספט׳ באוק׳ בנוב׳ בדצמ׳",
)


def _numbered_names(tables: tuple[str, ...]) -> dict[str, int]:
    names = {name: number for table in reversed(tables) for number, name in enumerate(table.split(), 1)}
    return {name.replace("~", " "): number for name, number in names.items() if name != "-"}


FOREIGN_MONTHS = _numbered_names(_TABLES)
_DAY_MONTHS = _numbered_names(_SHORT_TABLES) | FOREIGN_MONTHS
_MONTH = "|".join(sorted(FOREIGN_MONTHS, key=len, reverse=True))
# Any word, looked up in the table: hundreds of alternatives after every number would cost more.
_DAY_MONTH = r"(?P<month>[^\s\d.,]{2,14}(?:\s[^\s\d.,]{4,6})?)"


_BUDDHIST = 543  # years by which Thailand's calendar is ahead
_FIRST, _LAST = 1500, 2199

# Capitalized in their language; elsewhere a capital makes a name of it: "the Mars 2020 rover".
_CAPITALIZED = frozenset(word for table in _TABLES if "dezember" in table for word in table.split())
_CROATIAN_OCTOBER = re.compile(r"\d\.\s+listopada", re.IGNORECASE)  # Polish writes no point, and means November


def _day(match: re.Match[str]) -> Reading | None:
    number = 10 if _CROATIAN_OCTOBER.search(match.group()) else _DAY_MONTHS.get(match["month"].lower(), 0)
    named = int(match["year"])
    if "\u0e00" <= match["month"][0] <= "\u0e7f" and named > _LAST:
        named -= _BUDDHIST
    if not number or not _FIRST <= named <= _LAST:
        return None
    try:
        return Reading(match.end(), "foreign_day", fixed(day(date(named, number, int(match["day"])))))
    except ValueError:  # 31 апреля
        return None


def _numbered(match: re.Match[str]) -> Reading | None:
    """ "2019年9月14日", "2019년 9월 14일"."""
    try:
        stretch = day(
            date(int(match["year"]), int(match["month"] or match["month_ko"]), int(match["day"] or match["day_ko"]))
        )
    except ValueError:
        return None
    return Reading(match.end(), "foreign_day", fixed(stretch))


def _in_figures(match: re.Match[str]) -> Reading | None:
    """ "15 tháng 9 năm 2019"."""
    try:
        return Reading(
            match.end(), "foreign_day", fixed(day(date(int(match["year"]), int(match["month"]), int(match["day"]))))
        )
    except ValueError:
        return None


def _month(match: re.Match[str]) -> Reading | None:
    if match["month"][0].isupper() and match["month"].lower() not in _CAPITALIZED:
        return None
    number = FOREIGN_MONTHS[match["month"].lower()]
    return Reading(match.end(), "foreign_month", fixed(month(int(match["year"]), number)))


_YEAR_TAIL = rf"(?:de\s+|del\s+)?(?P<year>{YEAR})(?!\w)(?:\s?(?:г\.|года?\b|р\.|року\b))?"
RULES: tuple[Rule, ...] = (
    rule(
        "foreign_day", NUMERIC,
        # \d is a figure of any script: "١٤ سبتمبر ٢٠١٩"
        rf"(?<![\d.,])(?P<day>\d\d?)(?:\.|er|º|ro)?\s+(?:de\s+)?{_DAY_MONTH}\.?,?\s+"
        r"(?:de\s+|del\s+)?(?P<year>\d{4})(?!\w)(?:\s?(?:г\.|года?\b|р\.|року\b))?", _day,
    ),
    rule(
        "numbered_day", NUMERIC,
        r"(?P<year>(?:19|20)\d\d)(?:年\s?(?P<month>1[0-2]|0?[1-9])月\s?(?P<day>3[01]|[12]\d|0?[1-9])日"
        r"|년\s?(?P<month_ko>1[0-2]|0?[1-9])월\s?(?P<day_ko>3[01]|[12]\d|0?[1-9])일)", _numbered,
    ),
    rule(
        "year_first", NUMERIC,
        rf"(?<![\d.,])(?P<year>(?:19|20)\d\d)\.?\s+(?:m\.\s+)?(?P<month>{_MONTH})\s+"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.,]\d|\d)",
        _day,
    ),
    rule(
        "vietnamese_day", NUMERIC,
        r"(?<![\d.,])(?P<day>3[01]|[12]\d|0?[1-9])\s+tháng\s+(?P<month>1[0-2]|0?[1-9]),?\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
        _in_figures,
    ),
    rule(
        "foreign_month", " ".join(name for name in FOREIGN_MONTHS if " " not in name),
        rf"(?P<month>{_MONTH})\.?\s+{_YEAR_TAIL}", _month,
    ),
)  # fmt: skip
