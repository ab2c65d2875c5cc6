# %% [markdown]
# # First look
#
# A dozen clients of a print shop, each with a story of its own. Nothing here needs a file or a server: histories and a
# day go in, values come out, and a notebook shows them.

# %%
import stories

import clientreturn as cr
from clientreturn import plots

day = stories.AS_OF
len(stories.CLIENTS)

# %% [markdown]
# ## All clients at once
#
# A review says where the clients stand, what is lost, why, and whom to work on first.

# %%
review = cr.review(stories.CLIENTS, as_of=day, team=stories.TEAM)
review

# %% [markdown]
# ## One client
#
# The brewery got its goods late, complained, was answered badly and left. Open the triangles: every verdict keeps the
# rules that were asked, with this client's values.

# %%
case = review.cases["late-dispatch"]
case

# %%
_ = plots.timeline(case)

# %% [markdown]
# Why not the price of the rival it buys from now? Too little speaks for it:

# %%
print(case.why_not("competitor.better-price"))

# %% [markdown]
# ## What if?
#
# Assume that an independent observer confirmed the cause, and ask again. Nothing is stored anywhere: the answer is
# another value.

# %%
brewery = stories.CLIENTS[0]
confirmed = cr.Event.verified_cause(day, reason="company.late-delivery")
sure = cr.assess(brewery, as_of=day, team=stories.TEAM, assume=[confirmed], running=case.plan)
sure.diagnosis

# %% [markdown]
# The plan goes on from the one that is running: what was only there to find the cause is withdrawn, and every change has
# its reason.

# %%
for change in sure.plan.changes(case.plan):
    print(f"{change.kind:9}{change.step.on} {change.step.kind:18}{change.why}")

# %% [markdown]
# ## A client that came back
#
# The theatre was lost and bought again. It is on probation, and everybody should see that.

# %%
theatre = cr.assess(stories.CLIENTS[-1], as_of=day, team=stories.TEAM)
theatre

# %%
_ = plots.timeline(theatre)
