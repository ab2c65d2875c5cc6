"""One step of a party's plan as a task: written by the nightly run, ticked off by a person."""

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, Workflow, fields
from trytond.model.exceptions import AccessError
from trytond.pool import Pool
from trytond.pyson import Eval

RESULTS = [
    (None, ""),
    ("done", "Done"),
    ("no-answer", "No Answer"),
    ("call-back", "Call Back"),
    ("reason-given", "Reason Given"),
    ("refused", "Refused"),
    ("ordered", "Ordered"),
    ("wrong-person", "Wrong Person"),
    ("never-again", "Never Again"),
]
OPEN_ONLY = {"readonly": Eval("state") != "open"}
BY_THE_PLAN = {"readonly": True}


class Task(Workflow, ModelSQL, ModelView):
    __name__ = "client_return.task"
    _rec_name = "brief"

    key = fields.Char("Key", required=True, states=BY_THE_PLAN, help="Client, loss, kind and try: never changes.")
    party = fields.Many2One("party.party", "Party", required=True, states=BY_THE_PLAN, ondelete="CASCADE")
    due = fields.Date("Due", required=True, states=BY_THE_PLAN)
    kind = fields.Char("Kind", required=True, states=BY_THE_PLAN)
    channel = fields.Char("Channel", states=BY_THE_PLAN)
    employee = fields.Many2One("company.employee", "Employee", states=BY_THE_PLAN)
    role = fields.Char("Role", states=BY_THE_PLAN)
    person = fields.Char("Contact", states=BY_THE_PLAN)
    brief = fields.Text("What to do", required=True, states=BY_THE_PLAN)
    why = fields.Text("Why", states=BY_THE_PLAN)
    result = fields.Selection(RESULTS, "Result", states=OPEN_ONLY)
    ended_on = fields.Date("Ended On", states=OPEN_ONLY)
    call_back_on = fields.Date(
        "Call Back On",
        states={**OPEN_ONLY, "invisible": Eval("result") != "call-back"},
    )
    remark = fields.Text("Remark", states=OPEN_ONLY)
    state = fields.Selection(
        [("open", "Open"), ("ended", "Ended"), ("withdrawn", "Withdrawn")],
        "State",
        required=True,
        readonly=True,
        sort=False,
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        table = cls.__table__()
        cls._sql_constraints = [("key_unique", Unique(table, table.key), "client_return.msg_key_unique")]
        cls._order = [("due", "ASC"), ("id", "ASC")]
        cls._transitions |= {("open", "ended"), ("ended", "open"), ("open", "withdrawn"), ("withdrawn", "open")}
        cls._buttons.update(
            {
                "end": {"invisible": Eval("state") != "open", "depends": ["state"]},
                "reopen": {"invisible": Eval("state") == "open", "depends": ["state"]},
                "withdraw": {"invisible": Eval("state") != "open", "depends": ["state"]},
            }
        )

    @staticmethod
    def default_state():
        return "open"

    @classmethod
    @ModelView.button
    @Workflow.transition("ended")
    def end(cls, tasks):
        today = Pool().get("ir.date").today()
        for task in tasks:
            if not task.result:
                raise AccessError(gettext("client_return.msg_result_missing", task=task.rec_name))
            task.ended_on = task.ended_on or today
        cls.save(tasks)

    @classmethod
    @ModelView.button
    @Workflow.transition("open")
    def reopen(cls, tasks):
        pass

    @classmethod
    @ModelView.button
    @Workflow.transition("withdrawn")
    def withdraw(cls, tasks):
        pass
