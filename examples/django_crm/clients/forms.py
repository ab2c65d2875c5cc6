"""What a person says about a step."""

from __future__ import annotations

from typing import Any

from django import forms

import clientreturn as cr


class ResultForm(forms.Form):
    """How a step ended."""

    result = forms.ChoiceField(choices=[(one.value, one.value.replace("-", " ")) for one in cr.Result])
    call_back_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    remark = forms.CharField(required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == cr.Result.CALL_BACK and not given.get("call_back_on"):
            self.add_error("call_back_on", "Say on which day to call back.")
        if given.get("result") != cr.Result.CALL_BACK:
            given["call_back_on"] = None
        return given
