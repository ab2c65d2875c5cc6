"""What is kept of a party: the verdict for people to read, and the plan as clientreturn wrote it."""

from trytond.model import fields
from trytond.pool import PoolMeta

READ_ONLY = {"readonly": True}


class Party(metaclass=PoolMeta):
    __name__ = "party.party"

    return_standing = fields.Char("Standing", states=READ_ONLY)
    return_since = fields.Date("Lost Since", states=READ_ONLY)
    return_reason = fields.Char("Reason", states=READ_ONLY)
    return_class = fields.Integer("Return Class", states=READ_ONLY)
    return_story = fields.Text("Why", states=READ_ONLY)
    return_plan = fields.Text("Plan", states=READ_ONLY, help="The running plan as stored data.")
    return_tasks = fields.One2Many("client_return.task", "party", "Tasks")


class Replace(metaclass=PoolMeta):
    __name__ = "party.replace"

    @classmethod
    def fields_to_replace(cls):
        return [*super().fields_to_replace(), ("client_return.task", "party")]
