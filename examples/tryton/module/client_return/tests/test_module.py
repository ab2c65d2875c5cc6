from trytond.modules.company.tests import CompanyTestMixin
from trytond.modules.party.tests import PartyCheckReplaceMixin
from trytond.tests.test_tryton import ModuleTestCase


class ClientReturnTestCase(PartyCheckReplaceMixin, CompanyTestMixin, ModuleTestCase):
    """Tryton's own checks of a module: views, access, texts, dependencies."""

    module = "client_return"


del ModuleTestCase
