"""General language of web pages: what credits, prompts and links to other stories look like on a line of their own."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP|AFP|UPI|EPA|PA|Reuters|REUTERS|Getty|Associated Press|Agence France-Presse|Xinhua|TASS|Bloomberg"
    r"|dpa|ANSA|EFE|Kyodo|Press Association|PTI|ANI|IANS|CNN|Newsquest|Shutterstock|iStock|Alamy|Flickr"
    r"|Wikimedia|Pixabay|Unsplash|Pool)"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August"
    r"|September|October|November|December)\.?"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd"
    rf"|th)?,?(?:\s+(?:at\s+)?\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+\d{{4}})?)"
)
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?\.?"

# A line that starts like this names who wrote, took or lent it, or when.
CREDIT_OPENING = re.compile(
    rf"""(?x)^(?:
    (?:by|from|written\ by|story\ by|reported\ by|report\ by|text\ by|words\ by|analysis\ by|opinion\ by
       |interview\ by|compiled\ by|edited\ by|translated\ by|
       translation\ by|translated\ from|posted\ by|published\ by|author|byline|reporter
          |correspondent)\s*[:\-–]?\s+(?=[A-ZÀ-ÞÖØ])(?-i:[A-ZÀ-Þ][\w.'’\-]*)
    |(?:image\ |main\ |file\ |cover\ |feature[d]?\ |top\ |above\ )?(?:photo(?:graph|graphy|s)?|image|picture|pic
       |illustration|graphic|artwork|video|caption|credit|source)s?
       (?:\ (?:by|credits?|courtesy|source|via|from|copyright))?\ ?(?:\ of)?\s*[:/|©]
    |(?:photo(?:graph)?|image|picture|illustration)s?\ (?:by|courtesy)\b
    |courtesy\ (?:of\b|:|photo)
    |(?:last\ |first\ |originally\ )?(?:updated?|published|posted|modified|issued|created|edited|revised
       |filed)(?:\ (?:on|at))?\s*[:\-–|]?\s*(?:{_WEEKDAY}|{_DAY}|{_CLOCK}|today|yesterday|\d+\ (?:min|hour|day))
    |(?:this\ (?:article|story|piece|post|report|column|essay|op-ed|commentary|interview)\ )?(?:was[ ]
       |has\ been\ |is\ )?(?:re)?(?:originally|first|previously)\ (?:published|appeared|ran|posted|reported
       |printed)\ (?:by|in|on|at)\b
    |(?:re(?:published|printed|posted))\ (?:from|with|by|courtesy)\b
    |this\ (?:article|story|piece|post|report|column|essay|op-ed|commentary|interview)\ (?:(?:was|is
       |has\ been)\ (?:re)?(?:originally\ |first\ |also\ |previously\ )?(?:published|written|produced|translated
       |provided|adapted|excerpted|republished|reprinted)|(?:originally|first|also)\ appeared)\b
    |(?:additional\ |with\ )?reporting\ (?:by|from)\b
    |(?:[-–—]\s*)?with\ (?:(?:additional\ )?reporting|files|assistance|reports|contributions|inputs|agenc)\b
    |{_AGENCY}\ (?:photo|file\ photo|writers?|staff|correspondents?)\b
    |(?:the\ )?(?-i:AP|AFP|UPI|PTI|ANI|IANS|dpa|TASS|Reuters|REUTERS|Associated\ Press|Agence\ France-Presse
       |Press\ Association|Xinhua)(?:\s*[|/,&]\s*[\w.\ ]{{2,30}})?$
    |(?-i:REUTERS|AFP|AP\ Photo|EPA|Getty)\s?[/]
    )""",
    re.IGNORECASE,
)
# Anywhere in a short line: the credit of a picture, with the caption before it.
CREDIT_INSIDE = re.compile(
    rf"""(?x)(?:
    (?:photo(?:graph)?|image|picture|illustration|graphic|credit)s?(?:\ credits?|\ by|\ courtesy|\ source)?\ ?:\s*\S
    |\((?:photo|image|picture|credit|file|source|courtesy|screen\ ?(?:shot|grab)|illustration
       |{_AGENCY})\b[^)]{{0,90}}\)\.?$
    |\[(?:photo|image|picture|credit|file|source|courtesy)\b[^\]]{{0,90}}\]\.?$
    |{_AGENCY}\ (?:photo|file|images)\b
    |(?-i:\b{_AGENCY}\ ?/\ ?[A-Z][\w.\ ]+$)
    |(?:/|\bvia\ |,\ |\|\ |\()(?-i:{_AGENCY})(?:\ images)?\)?\.?$
    |\b(?:getty|afp|shutterstock|alamy|istock|stock)\ (?:images|photo)s?\)?\.?$
    |(?-i:\.\s?[A-Z][\w.\-]+(?:\ [A-Z][\w.\-]+){{0,3}}\s?/\s?[A-Z][\w.\ \-]+$)
    |\bcourtesy\ of\ [^.]{{2,50}}$
    |\bfile\ photo\b
    )""",
    re.IGNORECASE,
)
# Without one of these nothing in CREDIT_INSIDE can match: looked for first, because most lines are prose.
CREDIT_HINTS = (
    "photo", "image", "picture", "illustration", "graphic", "credit", "courtesy", "getty", "/", "file", "stock", "alamy"
)  # fmt: skip
CREDIT_LAST_WORD = re.compile(rf"{_AGENCY}(?: [Ii]mages)?\)?\.?$")
CREDIT_CLOSING = re.compile(
    r"(?i)contributed (?:(?:reporting )?to (?:this|the) (?:report|story|article)"
    r"|(?:reporting|research)\b)|(?:reporting|writing"
    r"|editing) by [A-Z][^.]{2,80}; ?(?:additional |writing|editing|reporting)"
    r"|^\(?(?:reporting|editing|writing) by\b"
)
DATE_LINE = re.compile(
    rf"(?ix)^(?=.*(?:{_DAY}|{_CLOCK}|{_WEEKDAY}\W))(?:{_DAY}|{_CLOCK}|{_WEEKDAY}(?=\W)|(?:last[ ]"
    rf"|first[ ])?(?:updated?|published"
    rf"|posted|modified|date|at|on|by)\b|(?:[ECMP][SD]T|ET|GMT|UTC|CET|CEST|IST|BST|AEST|EET"
    rf"|JST)\b(?:[+-]\d+)?|[\s,|/()@•·–—:-]|hrs?\b)++\.?$"
)
LEADING_DATE = re.compile(
    rf"(?i)^(?:date|published|posted|updated|dated)\s*:?\s+{_DAY}(?:[\s,|]+(?:{_CLOCK}))?\s*[-–—|:]?\s*(?=\S)"
)
COPYRIGHT = re.compile(r"(?i)^(?:©|\(c\)\s*\d{4}|copyright\b|all rights reserved)")

# On a line of its own this is something the page says, not the article.
PROMPT_OPENING = re.compile(
    r"""(?xi)^[\W_]*(?:
    advertisements?\b|sponsored\b|promoted\b|ad\ feature
    |(?:read|see|learn|know|discover|find\ out|show|load|view|get|explore|hear)\ (?:more|also|next|all|full
       |the\ full)\b(?!\ (?:than|people|of))
    |(?:also|must|further|more|please|now|keep|continue|don['’]?t\ miss|related)\ (?:read|reading|watch|see
       |on\ this|from|in|stories|articles|news|coverage|content|topics|posts|links|video)s?\b\s*(?:[:>»|]|$|\S+$
       |\S+\s\S+$)
    |(?:related|recommended|trending|popular|most\ (?:read|popular|viewed|shared|commented)
       |editor['’]?s['’]?\ (?:picks?|choice)|you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested)
       |more\ stories|top\ stories|latest\ (?:news|stories|headlines)|what\ to\ read\ next|read\ next|up\ next
       |in\ case\ you\ missed|in\ this\ (?:article|story)|in\ other\ news|around\ the\ web|from\ our\ (?:partners
       |sponsors)|special\ offers?)\b
    |(?:watch|listen|video|podcast|gallery|slideshow|live|in\ pictures|photos|exclusive\ video|watch\ (?:live
       |now|below|the\ video))\s*[:|►▶]
    |(?:click|tap|press|swipe)\ (?:here|the|on|to|for|this|below|play)\b
    |(?:sign|log)[\s-]?(?:up|in|on|out)\b(?:\s*$|\s+(?:to|for|here|now|with|and|or|below|today|free)\b|\W)
    |(?:register|subscribe|donate|join\ us|support\ us|unsubscribe|follow\ us|contact\ us|share\ (?:this|on|via
       |with|your)|tweet\ this|email\ (?:this|us|address)|print\ this|like\ us|get\ (?:our|the\ latest|breaking
       |updates|unlimited|alerts|notified|email)|stay\ (?:informed|updated|tuned|connected|up\ to)|never\ miss
       |enter\ your|(?:your|enter)\ e-?mail|thank\ you\ for\ (?:subscribing|signing|reading|registering)
       |thanks\ for\ (?:signing|reading|subscribing|contacting)|create\ (?:an?\ )?(?:free\ )?account
       |already\ (?:a\ )?(?:signed|subscribed|subscriber|member|registered|have)|not\ a\ (?:member|subscriber)
       |forgot\ (?:your\ )?password|manage\ (?:your|cookie|my)|accept\ (?:all|cookies)|we\ use\ cookies
       |by\ (?:signing\ up|subscribing|continuing|clicking|registering)|download\ (?:the|our)\ app|send\ (?:in|by
       |via|to|us|this)\b|save\ (?:this|article|story|for\ later)|add\ (?:a\ )?comment|leave\ a\ (?:comment|reply)
       |post\ a\ comment|view\ comments?|show\ comments?|\d+\ comments?|comments?\s*(?:\(\d+\))?\s*$
       |join\ the\ (?:conversation|discussion)|report\ (?:this|an?)\ (?:ad|comment|typo|error|correction)
       |have\ a\ (?:tip|story)|got\ a\ (?:tip|story)|scroll\ (?:down|to)|skip\ (?:to|ad|this)|back\ to\ top
       |jump\ to|copy\ link|link\ copied|close\ (?:this|menu|ad)|loading\b|please\ (?:enable|wait|log|sign|enter
       |try|share|support|consider|subscribe)|turn\ on\ (?:desktop\ )?notifications|enable\ notifications
       |notifications?\s*$|terms\ (?:of|and|&)\b|privacy\ (?:policy|notice)|cookie\ (?:policy|settings|preferences)
       |your\ (?:subscription|privacy|ad\ choices)|this\ (?:content|video|article|story)\ is\ (?:not\ available
       |only\ available|for\ subscribers|reserved|exclusive)|to\ (?:continue|keep)\ reading|you\ have\ (?:\d+|read
       |reached|no)\b.*\b(?:article|left|limit)|subscriber|premium\ content|members?\ only|(?:automatic
       |moderat\w+)\ (?:approval|of)|tags?\s*:|topics?\s*:|filed\ under|categor(?:y|ies)\s*:|keywords?\s*:
       |share\s*$|tweet\s*$|print\s*$|e-?mail\s*$|facebook\s*$|twitter\s*$|whatsapp\s*$|linkedin\s*$|reddit\s*$
       |menu\s*$|search\s*$|home\s*$|next\s*$|previous\s*$|more\s*$|share\ ?(?:save|tweet|facebook))
    |(?:the\ )?(?:story|article|report|text|post)\ (?:continues|resumes)\ (?:below|after)
    |(?:facebook|twitter|email|print|whatsapp|linkedin|pinterest|reddit|telegram|messenger|tumblr
       |flipboard)(?:[\s|/·•,]*(?:facebook|twitter|x|email|print|whatsapp|linkedin|pinterest|reddit|telegram
       |messenger|tumblr|flipboard|share|comments?))+\s*$
    |more\ (?:about|on|from|by|in)\b.{0,60}$
    |(?:\d+|an?|one|two|three)\ (?:min(?:ute)?s?|hours?|days?)\ (?:read|ago)\s*$
    )"""
)
# Anywhere in a short line.
PROMPT_INSIDE = re.compile(
    r"""(?xi)(?:
    \bclick\ here\b|(?:^|[.!?,:–—|]\s*)sign\ up\ (?:for|to|here|now|today)\b
       |(?:^|[.!?,:–—|]\s*)subscribe\ (?:today|now|here|to\ (?:our|the|get))
       |\bsave\ \d+\ ?%|\bour\ (?:daily\ |weekly\ |free\ |morning\ )*newsletter|\bfree\ newsletter
    |\bdaily\ (?:newsletter|briefing\ email)\b|\bfollow\ (?:topics|this\ topic)\b
       |\bfollow\ (?:us|him|her|them|me|[\w.]+\ [\w.]+)\ (?:on\ (?:twitter|facebook|instagram|x|threads)\b|at\ @|@)
       |(?-i:\bLOG\ IN\b|\bSIGN\ (?:IN|UP)\b)
    |\bdownload\ (?:the|our)\ (?:free\ )?app\b|\bterms\ of\ (?:service|use)\b|\bprivacy\ policy\b
       |\bcookies?\ (?:policy|settings|to\ improve)\b|\ball\ rights\ reserved\b
    |\b(?:story|article)\ continues\ (?:below|after)|\byour\ (?:inbox|e-?mail\ address|browser)\b
       |\bin\ your\ inbox\b|\bsupport\ (?:our|independent|quality)\ journalism\b|\bjoin\ our\ (?:newsletter|channel
       |community|whatsapp|telegram|mailing)
    |\bget\ unlimited\ access\b|\bad[\s-]?free\b.{0,30}\b(?:access|reading|experience)|\bbecome\ a\ (?:member
       |subscriber|supporter)\b
    )"""
)
EMBEDDED_MEDIA = re.compile(
    r"(?i)\b(?:episode|podcast|ep\.)\s*#?\d+|^(?:video|watch|listen|podcast)\b|\b(?:podcast|full video)\b.{0,30}$"
)

# The town in capitals, then a dash; or a town and an agency. "NATO — which ..." is none: a capital must follow.
DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+){0,3}(?:, [A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,2})?,?\s*"
    r"(?:\([^()\n]{2,40}\)\s*)?(?:--+|[–—]|-\s)\s*"
    r"|[A-ZÀ-Þ][\w.'’\-]+(?:[ ,]+[A-ZÀ-Þ][\w.'’\-]+){0,4},?\s*\((?:AP|AFP|Reuters|REUTERS|UPI|CNN|PTI|ANI|IANS|dpa"
    r"|Xinhua|TASS|Bloomberg|EFE|ANSA|Kyodo|Yonhap)\)\s*(?:--?|[–—])?\s*)(?=[\"“‘'(]?[A-ZÀ-Þ\d])"
)
