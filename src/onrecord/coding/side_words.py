"""Words that the composing of a side knows: attitudes, what becomes of a thing, negations. Kept as stems."""

from __future__ import annotations

from .words import stem


def _signed(good: str, bad: str) -> dict[str, int]:
    return {stem(word): 1 for word in good.split()} | {stem(word): -1 for word in bad.split()}


# What somebody thinks of a thing, or wants done about it.
ATTITUDES = _signed(
    """support back endorse endorsement favor welcome praise laud hail applaud champion advocate embrace cheer trumpet
    tout commend supporter proponent defend urge recommend propose pledge vow promise lobby want hope prefer
    pursue push campaign encourage promote demand agree need like love happy glad eager keen willing
    enthusiastic supportive backing acceptable accept celebrate salute committed commit insist""",
    """oppose opposition opponent reject criticize slam blast condemn denounce decry attack resist fear worry
    worried object objection protest lament caution deplore ridicule mock disapprove assail lambast rebuke deride rail
    disagree rebuff spurn balk skeptical sceptical skepticism wary critic criticism concern concerned doubt doubtful
    reservation reservations dislike hate hostile hostility reluctant warn fight dismiss misgivings boycott
    denunciation condemnation complain complaint regret""",
)
# What becomes of a thing.
EFFECTS = _signed(
    """keep maintain preserve retain extend expand build implement introduce adopt approve pass sign ratify enact
    fund finance join complete conclude restore save uphold stay survive reauthorize legalize accelerate built raise""",
    """drop scrap end lift repeal abolish block kill suspend delay halt stop cancel abandon overturn veto withdraw
    shelve postpone bury ban prohibit outlaw remove slash reduce gut defund undo dismantle curb weaken undermine
    sabotage derail thwart prevent avoid avert combat reverse revoke rescind freeze eliminate reject rejection dilute
    stall delete terminate fail die defeat go eradicate tackle lose
    withdrew withdrawn forgo stopped cut cutting failure rejecting""",
)
INTRANSITIVE = frozenset(stem(word) for word in "stay survive fail die end stop go pass".split())
NEGATIONS = frozenset(
    """not n't never no nor neither without hardly scarcely barely nothing nobody none cannot lack lacks lacked
    little few fewer nowhere stopping rather""".split()
)
REFUSALS = frozenset(
    "refuse refuses refused refusing decline declines declined fail fails failed unwilling reluctant".split()
)
DEONTIC = frozenset("should must ought".split())
DOUBTED = frozenset(stem(word) for word in "deny dismiss reject dispute refute rebut contest".split())
TAKES_AGAINST = frozenset(
    stem(word)
    for word in """vote speak spoke come came turn warn fight argue protest lobby campaign out rail rule decide caution
    advise stand case object rally demonstrate march oppose push be set strongly firmly dead""".split()
)
TAKES_FOR = frozenset(
    stem(word) for word in "vote voted fight fought speak spoke out all case argue stand rally rallied".split()
)
# Subjects whose attitude a speaker only reports.
OTHERS_SUBJECTS = frozenset(
    """some others many half most percent voters critics opponents supporters respondents those majority minority
    third two-thirds people polls""".split()
)


def _phrases(table: str) -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for line in table.strip().splitlines():
        kind, sign, words = line.split(maxsplit=2)
        stems = tuple(stem(word) for word in words.split())
        found.setdefault(stems[0], []).append((stems, kind, int(sign)))
    return {key: tuple(sorted(each, key=lambda one: -len(one[0]))) for key, each in found.items()}


PHRASES = _phrases("""
ATTITUDE 1 call for
MUST 1 time to
ATTITUDE 1 calls for
ATTITUDE 1 call on
ATTITUDE 1 call upon
ATTITUDE 1 in favor of
ATTITUDE 1 come round to
ATTITUDE 1 came round to
ATTITUDE 1 come around to
ATTITUDE 1 came around to
ATTITUDE 1 sign up to
ATTITUDE 1 sign on to
ATTITUDE 1 on board with
ATTITUDE 1 live with
ATTITUDE 1 open to
ATTITUDE 1 fan of
ATTITUDE 1 look forward to
ATTITUDE 1 believe in
ATTITUDE 1 weight behind
ATTITUDE 1 all behind
ATTITUDE 1 stand behind
ATTITUDE 1 stood behind
ATTITUDE 1 stand by
ATTITUDE 1 stood by
ATTITUDE 1 rally behind
ATTITUDE 1 get behind
ATTITUDE -1 give up on
ATTITUDE -1 gave up on
ATTITUDE -1 walk away from
ATTITUDE -1 pull out of
ATTITUDE -1 back away from
ATTITUDE -1 back off
ATTITUDE -1 back out of
ATTITUDE -1 push back against
ATTITUDE -1 push back on
ATTITUDE -1 rule out
ATTITUDE -1 take aim at
ATTITUDE -1 took aim at
ATTITUDE -1 fed up with
ATTITUDE -1 take issue with
ATTITUDE -1 turn against
ATTITUDE -1 speak out against
EFFECT -1 back down from
EFFECT -1 crack down on
EFFECT -1 do away with
EFFECT -1 get rid of
EFFECT -1 roll back
EFFECT -1 strike down
EFFECT -1 struck down
EFFECT -1 throw out
EFFECT -1 vote down
EFFECT -1 shut down
EFFECT -1 put an end to
VERDICT 1 right direction
VERDICT 1 right answer
VERDICT 1 right thing
VERDICT 1 right step
VERDICT 1 right decision
VERDICT 1 right way
VERDICT 1 right move
VERDICT 1 make sense
VERDICT 1 made sense
VERDICT 1 makes sense
VERDICT 1 good idea
VERDICT 1 good thing
VERDICT 1 worth
VERDICT 1 the answer
VERDICT 1 the solution
VERDICT 1 a chance
VERDICT -1 no sense
VERDICT -1 too far
VERDICT -1 too much
VERDICT -1 too expensive
VERDICT -1 too early
VERDICT -1 too late
VERDICT -1 more harm than good
VERDICT -1 the last thing
VERDICT -1 waste of
""")
