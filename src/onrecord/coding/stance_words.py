"""Words that carry a stance. Kept as stems; a word stands on one side only."""

from __future__ import annotations

from functools import cache

from .words import stem

# Views: they are a stance in a cue and also when they are said of somebody ("it had support from ...").
_VIEW_SUPPORT = """support back endorse favor welcome praise laud hail applaud champion advocate approve embrace
    ratify cheer trumpet tout commend salute supporter proponent"""
# Wills: a stance only in a cue, where the speaker is the one who wants; "the signing of a treaty" shows no view.
_WILL = """defend urge recommend propose pledge vow promise commit lobby seek want hope prefer pursue push campaign
    encourage promote adopt sign accept celebrate demand agree await arrange"""
_ACT_OPPOSE = """oppose reject criticize slam blast condemn denounce decry attack dismiss refuse resist fear worry
    warn object protest block veto lament caution deplore ridicule mock disapprove assail lambast
    rebuke deride rail disagree boycott scrap abandon withdraw rebuff spurn shelve balk skeptical
    sceptical critic opponent criticism repeal concern concerned wary"""
# What the speaker says of it.
_GOOD = """benefit strengthen strong stronger strengthening deterrent deterrence important importance
    necessary historic vital essential crucial opportunity boost good great greatest popular
    success successful achieve achievement protect protection safeguard peace ready positive
    positively progress advantage tremendous helpful improve improvement guarantee best better
    fair save wise proud overdue win valuable promising reasonable sensible favorable
    favourable deserve worthwhile prosperity growth relief breakthrough milestone fully
    affordable cheaper cleaner safer enhance bolster
    solve reaffirm bravery courage bold dear justice godsend lifeline blessing triumph victory efficient
    cornerstone indispensable"""
_BAD = """mistake danger dangerous risk risky harm harmful threat threaten hamper limit inhibit undermine
    weaken hurt damage burden bad wrong unnecessary premature irresponsible disaster disastrous
    worse worst lose loss fail failure trap unfair expensive destroy wreck folly scandal gamble
    reckless unacceptable betray betrayal useless pointless costly catastrophe impossible nonsense
    obstacle jeopardize endanger cripple ruin devastate devastating constrain restrict entangle
    illegal unconstitutional flawed hasty unaffordable exorbitant hypocrisy illusion cosmetic stunt
    controversial controversy afraid erode provoke escalate flood pollute poison drain waste wasteful bankrupt
    disgrace shame outrage insane absurd ridiculous terrible horrible awful blunder hopeless violence surrender
    misguided overblown overreach draconian toxic cruel inhumane immoral tragic decimate imperil chaos stupid useless
    crazy pathetic laughable sham farce charade boondoggle giveaway betrayed abysmal unworkable unrealistic
    untenable nightmare crippling punitive insult insulting appeasement capitulation"""
_NEGATORS = """not n't never no nor neither without hardly scarcely barely nothing nobody none cannot lack absence
    fail refuse stop avoid prevent against end remove little stopping""".split()
# "rejecting the treaty would be a mistake": what happens to the concept turns what is said of it.
_UNDOES = """reject rejecting refusing dropping abandoning blocking delaying scrapping opposing without absence
    failing stopping cancelling canceling withdrawing shelving postponing killing""".split()

# Share a stem with a stance word and carry none.
NEUTRAL_FORMS = frozenset(
    """position positions import imports imported object objects objective objectives cost costs concerning goods
    limited reason reasons sense senses adoption proposal proposals objections fairly""".split()
)


@cache
def polarity() -> dict[str, int]:
    """Stem -> +1 or -1 for words said of a thing."""
    table = {stem(word): 1 for word in (_GOOD + " " + _VIEW_SUPPORT).split()}
    table.update({stem(word): -1 for word in (_BAD + " " + _ACT_OPPOSE).split()})
    return table


@cache
def verdicts() -> dict[str, int]:
    """Stem -> +1 or -1 for what a thing is said to be or bring, apart from anybody's attitude."""
    return {stem(word): 1 for word in _GOOD.split()} | {stem(word): -1 for word in _BAD.split()}


@cache
def acts() -> dict[str, int]:
    """Stem -> +1 or -1 for cues that are themselves a stance ("slammed", "backs")."""
    table = {stem(word): 1 for word in (_VIEW_SUPPORT + " " + _WILL).split()}
    table.update({stem(word): -1 for word in _ACT_OPPOSE.split()})
    return table


NEGATORS = frozenset(_NEGATORS)
UNDOES = frozenset(_UNDOES)
