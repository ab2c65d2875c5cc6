# %% [markdown]
# # Writing and tuning rules
#
# Every verdict comes from a book of rules that you can read, change and try out before anybody relies on it. The firm
# here is made up: a wholesaler with 640 clients over four years.

# %%
from datetime import date

import wholesaler

import clientreturn as cr
from clientreturn import plots
from clientreturn.facts.silence import hiatus
from clientreturn.measures import backtest, compare
from clientreturn.standing.book import little_hope

clients = wholesaler.clients()
day = wholesaler.AS_OF
review = cr.review(clients, as_of=day)

# %% [markdown]
# ## The book
#
# The first rule that holds decides. What you read is what runs: the table is made from the rules themselves.

# %%
cr.STANDING

# %% [markdown]
# ## A rule of your own
#
# Say that we know better about complaints: who has complained since its last purchase is at risk when half of its usual gap
# has passed. A condition is written with ordinary operators on facts; its place in the book decides what comes first.

# %%
angry = cr.Rule(
    "standing.angry",
    when=(cr.recent("complaint") > 0) & (hiatus > 0.5),
    says=cr.Standing.AT_RISK,
    because="complained since its last purchase and is silent for {silence}",
    sources=("our own experience",),
)
ours = cr.Policy(standing=cr.STANDING.add(angry, before="standing.at-risk"))

# %% [markdown]
# Whom does it touch? Compare two reviews of the same day: each client that moved, and what moved it.

# %%
moved = compare(review, cr.review(clients, as_of=day, policy=ours))
for one in moved:
    print(one)

# %% [markdown]
# The trace of such a client shows the new rule at work. A misspelt place, an unknown fact or a rule of the law cannot be
# got wrong silently: each raises, and says what was probably meant.

# %%
touched = next(iter(moved)).client
cr.assess(review.inputs.records[touched], as_of=day, policy=ours).standing

# %%
try:
    cr.STANDING.add(angry, before="standing.dormnat")
except cr.ClientReturnError as error:
    print(error)

# %% [markdown]
# ## Tuning a number
#
# Thresholds are numbers with a name, a unit and a source. Three policies, one question: a year and a half ago, how many of
# those whom they gave up would have come back? The base is learnt from what was known then, so nobody peeks into the future.

# %%
then = date(2024, 9, 2)
base = cr.Base.learn(clients, as_of=then)
policies = {
    "built in": cr.Policy(),
    "gives up early": cr.Policy().tuned({little_hope: 0.2}),
    "gives up late": cr.Policy().tuned({little_hope: 0.01}),
}
for track in backtest(clients, at=then, until=day, policies=policies, base=base).tracks:
    print(f"{track.name}: of those called lost bought again {track.lost}")

# %% [markdown]
# ## What it looks like
#
# Rules decide about people's clients, so look at a few before switching anything on.

# %%
_ = plots.recency_frequency(review)

# %%
_ = plots.reasons(review)
