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
    enthusiastic supportive backing acceptable accept celebrate salute committed commit insist pleased delighted
    excited thrilled heartened proud sympathetic beg implore plead yearn pressure""",
    """oppose opposition opponent reject criticize slam blast condemn denounce decry attack resist fear worry
    worried object objection protest lament caution deplore ridicule mock disapprove assail lambast rebuke deride rail
    disagree rebuff spurn balk skeptical sceptical skepticism wary critic criticism concern concerned doubt doubtful
    reservation reservations dislike hate hostile hostility reluctant warn fight dismiss misgivings boycott
    denunciation condemnation complain complaint regret hammer bash savage pan skewer excoriate pillory vilify scorn
    berate trash disparage belittle alarmed appalled dismayed outraged horrified furious disappointed frustrated upset
    annoyed uneasy leery apprehensive distrust mistrust detest loathe abhor distaste aversion""",
)
# What becomes of a thing.
EFFECTS = _signed(
    """keep maintain preserve retain extend expand build implement introduce adopt approve pass sign ratify enact
    fund finance join complete conclude restore save uphold stay survive reauthorize legalize accelerate built raise
    honor rescue salvage revive rejoin fulfill codify kept""",
    """drop scrap end lift repeal abolish block kill suspend delay halt stop cancel abandon overturn veto withdraw
    shelve postpone bury ban prohibit outlaw remove slash reduce gut defund undo dismantle curb weaken undermine
    sabotage derail thwart prevent avoid avert combat reverse revoke rescind freeze eliminate reject rejection dilute
    stall delete terminate fail die defeat go eradicate tackle lose
    withdrew withdrawn forgo stopped cut cutting failure rejecting override overrode overridden annul nullify invalidate
    ditch dump jettison junk axe nix quit exit leave left soften torpedo scuttle sink gutted shred forbid obstruct
    filibuster impede hinder hobble neuter dodge evade circumvent rip oust""",
)
INTRANSITIVE = frozenset(stem(word) for word in "stay survive fail die end stop go pass".split())
# Of these, those that are nothing done to a thing named after them: "is going to build the dam".
NEVER_DONE_TO = frozenset(stem(word) for word in "go stay die".split())
# Steadfast or not in what is named after them: "has not wavered in its opposition".
WAVERING = frozenset(stem(word) for word in "waver budge relent flinch".split())
# "threatened to leave the pact" is a will; "a threat to the harbor" is a verdict.
INTENDS = frozenset(
    stem(word) for word in "threaten threat move decide decision plan try attempt effort bid aim".split()
)
# What nobody is for.
ILLS = frozenset(
    stem(word)
    for word in """poverty hunger crime violence corruption homelessness terrorism racism discrimination unemployment
    pollution segregation abuse addiction fraud inequality injustice disease epidemic extremism hatred trafficking
    famine smuggling piracy genocide illiteracy gap harassment bullying""".split()
)
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
ATTITUDE -1 push back hard on
ATTITUDE -1 push back hard against
ATTITUDE -1 rule out
ATTITUDE -1 take aim at
ATTITUDE -1 took aim at
ATTITUDE -1 fed up with
ATTITUDE -1 take issue with
ATTITUDE -1 turn against
ATTITUDE -1 speak out against
EFFECT -1 back down from
EFFECT -1 walk out of
EFFECT -1 withdraw from
EFFECT -1 withdrew from
EFFECT -1 withdrawal from
EFFECT -1 out of
EFFECT -1 give up
EFFECT -1 gave up
EFFECT -1 tear up
EFFECT -1 tore up
EFFECT -1 torn up
EFFECT -1 tear apart
EFFECT -1 tear down
EFFECT -1 rip up
EFFECT -1 rip apart
EFFECT -1 rip to shreds
EFFECT -1 toss aside
EFFECT -1 toss out
EFFECT -1 cast aside
EFFECT -1 set aside
EFFECT -1 push aside
EFFECT -1 phase out
EFFECT -1 water down
EFFECT -1 scale back
EFFECT -1 wind down
EFFECT -1 pull the plug on
EFFECT -1 put a stop to
EFFECT -1 put the brakes on
EFFECT -1 slam the brakes on
EFFECT -1 turn its back on
EFFECT -1 turn their backs on
EFFECT -1 turn his back on
EFFECT -1 turn her back on
EFFECT -1 opt out of
EFFECT 1 stay in
EFFECT 1 remain in
EFFECT 1 stick with
EFFECT 1 stick to
EFFECT 1 stay the course on
EFFECT 1 abide by
EFFECT 1 adhere to
EFFECT 1 comply with
EFFECT 1 live up to
EFFECT 1 go ahead with
EFFECT 1 go forward with
EFFECT 1 move ahead with
EFFECT 1 move forward with
EFFECT 1 press ahead with
EFFECT 1 push ahead with
EFFECT 1 forge ahead with
EFFECT 1 proceed with
EFFECT 1 go through with
EFFECT 1 follow through on
EFFECT 1 see through
EFFECT 1 sign off on
EFFECT 1 build on
ATTITUDE -1 fly in the face of
ATTITUDE -1 tear into
ATTITUDE -1 tore into
ATTITUDE -1 lash out at
ATTITUDE -1 hit out at
ATTITUDE -1 pour cold water on
ATTITUDE -1 cast doubt on
ATTITUDE -1 raise questions about
ATTITUDE -1 raise concerns about
ATTITUDE -1 find fault with
ATTITUDE -1 sour on
ATTITUDE -1 cool on
ATTITUDE -1 at odds with
ATTITUDE -1 not about
ATTITUDE 1 throw support behind
ATTITUDE 1 in support of
ATTITUDE 1 vote to
ATTITUDE 1 warm to
ATTITUDE 1 give the nod to
ATTITUDE 1 side with
ATTITUDE 1 comfortable with
ATTITUDE 1 at peace with
ATTITUDE 1 make the case for
ATTITUDE 1 made the case for
ATTITUDE 1 a strong case for
VERDICT 1 dear to
VERDICT 1 best option
VERDICT 1 only way
VERDICT 1 best way
VERDICT 1 step forward
VERDICT 1 common sense
VERDICT 1 long overdue
VERDICT -1 step backward
VERDICT -1 step back
VERDICT -1 dead on arrival
VERDICT -1 not acceptable
VERDICT -1 nothing but
VERDICT -1 a blow to
VERDICT -1 a slap in the face
VERDICT -1 power grab
VERDICT -1 half measure
VERDICT -1 a farce
VERDICT -1 a surrender
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
