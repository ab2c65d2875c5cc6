# %% [markdown]
# # CDNOW: a study
#
# CDNOW sold music on the web. The data set of Fader and Hardie holds everybody who bought for the first time in early 1997,
# and all they bought until June 1998. It comes as a text file with the package `lifetimes`, of which nothing else is used
# here.
#
# The question: standing on 1 October 1997, who is gone? The nine months after that day tell who was right.

# %%
from collections import defaultdict
from datetime import date

import cdnow
from dateutil.relativedelta import relativedelta

import clientreturn as cr
from clientreturn import plots
from clientreturn.base.accelerated import NUMPY
from clientreturn.facts.silence import gone_deviations
from clientreturn.measures import backtest, flows

bought = defaultdict(list)
for buyer, purchase in cdnow.purchases():
    bought[buyer].append(purchase)
everybody = [cr.Client(buyer, purchases=purchases, company=False) for buyer, purchases in sorted(bought.items())]
print(f"{len(everybody):,} buyers, {sum(map(len, bought.values())):,} purchases")

# %% [markdown]
# ## Learning the rhythm
#
# A base is learnt from all buyers, from what was known on the day. It holds the rhythm of buying, the chance of another
# purchase within half a year, and how well such chances foretold a stretch of time that they were not learnt from.

# %%
day, end = date(1997, 10, 1), date(1998, 6, 30)
base = cr.Base.learn(everybody, as_of=day, horizon=180, engine=NUMPY)
print(f"learnt from {base.clients:,} buyers; to keep in mind:", *base.warnings, sep="\n- ")

# %%
_ = plots.reliability(base.chances.calibration)  # type: ignore[attr-defined]

# %% [markdown]
# ## Who is gone
#
# Every sixth buyer is enough for a picture; take them all with `EVERY = 1`, and a few minutes.

# %%
EVERY = 6
buyers = everybody[::EVERY]
review = cr.review(buyers, as_of=day, base=base)
review

# %% [markdown]
# The map shows how long a silence has to be before it means something: the more often somebody has bought, the shorter.

# %%
once = sum(len(client.purchases) == 1 for client in buyers)
print(f"{once:,} of {len(buyers):,} bought once in all the time on record")
_ = plots.recency_frequency(review)

# %%
months = [date(1997, 4, 1) + relativedelta(months=2 * at) for at in range(8)]
moved = flows(buyers, months, base=cr.Base(rhythm=base.rhythm))
_ = plots.flow(moved)

# %% [markdown]
# ## What happened since
#
# The verdicts of 1 October, held against the purchases of the next nine months: the built-in policy, and a patient
# one that waits for a silence which only one gap in 160 would reach. Beside them stands the simple rule that is hard to
# beat, one cut-off for all, chosen in hindsight.

# %%
policies = {
    "built in": cr.Policy(),
    "patient": cr.Policy().tuned({gone_deviations: 2.5}),
}
tracks = backtest(buyers, at=day, until=end, policies=policies, base=base)
for track in tracks.tracks:
    print(f"{track.name}: right for {track.right}")
    print(f"   called gone and bought again: {track.gone}")
    print(f"   called clients and did not:   {track.here}")
if tracks.hiatus is not None:
    print(f"one cut-off for all, {tracks.hiatus.days} days: right for {tracks.hiatus.right}")

# %% [markdown]
# Patience does not pay here: it waits for people who have gone. The one cut-off has the advantage of having seen the nine
# months; the built-in rules knew nothing of them, and come close.
#
# ## One buyer
#
# The one with the most purchases of those who are gone.

# %%
records = review.inputs.records
often = max(review.gone, key=lambda row: len(records[row.client].purchases))
case = review.cases[often.client]
case.standing

# %%
_ = plots.timeline(case)

# %% [markdown]
# ## What the data cannot say
#
# Purchases alone tell *that* somebody has gone, not why. The review names the kinds of records that would help most.

# %%
for missing in review.sufficiency.missing[:5]:
    print(f"{missing.kind}: would show {len(missing.reasons)} causes")
