"""Words in Russian: every phrase and every name of a fact, as a Russian firm would say it."""

from __future__ import annotations

from typing import Final

from . import Words

__all__ = ["RUSSIAN"]

PHRASES: Final[dict[str, str]] = {
    "reason.company.forgotten": "забыт: был доволен, но связь с ним никто не поддерживал",
    "reason.company.priced-out": "наша цена стала клиенту не по карману",
    "reason.company.poor-service": "недоволен обслуживанием или его качеством",
    "reason.company.broken-promise": "мы не сдержали обещание или нарушили договорённость",
    "reason.company.trust-eroded": "мы растеряли доверие и уважение клиента",
    "reason.company.destroyer": (
        "«разрушитель» в работе с клиентами: сотрудник, который грубит, сплетничает или бездельничает"
    ),
    "reason.company.late-delivery": "медленная или ненадёжная доставка",
    "reason.company.range-changed": "наше позиционирование или ассортимент изменились и больше не подходят клиенту",
    "reason.company.not-told": "клиента вовремя не предупредили об изменениях",
    "reason.company.poor-fit": "продукт не подходит: не хватает функций, слишком сложен, решает не ту задачу",
    "reason.company.could-not-supply": "мы не смогли поставить: не было товара, людей или компетенций",
    "reason.company.billing-failed": "технический сбой в счетах или оплате",
    "reason.company.dropped-by-us": "мы сами отказались от клиента",
    "reason.competitor.better-price": "ушёл к конкуренту на лучшую цену",
    "reason.competitor.better-service": "ушёл к конкуренту за лучшим сервисом или иной выгодой",
    "reason.competitor.unrealistic-promise": "поверил невыполнимому обещанию конкурента",
    "reason.competitor.cheap-amateur": "ушёл к дешёвому любителю или фрилансеру",
    "reason.competitor.lock-in": "связан программой лояльности или договором конкурента; перекуплен",
    "reason.competitor.kickback": "административное давление или откат",
    "reason.competitor.third-party": "третьи лица отозвались о нас плохо",
    "reason.competitor.tender-lost": "проигран тендер, или помешали правила закупок",
    "reason.client.breached-terms": "клиент нарушил условия: не платил, не исполнял договор",
    "reason.client.new-management": "в компании перемены; новое руководство не знает нашей ценности",
    "reason.client.contact-moved": "наше контактное лицо больше не решает о закупках или сменило должность",
    "reason.client.kinship": "теперь поставляет родственник или друг",
    "reason.client.closed": "банкрот или закрылся",
    "reason.client.moved-away": "переехал туда, где мы не работаем",
    "reason.client.died": "умер",
    "reason.client.hard-times": "трудные времена, временно",
    "reason.client.need-ended": "потребности больше нет: проект просто завершён",
    "reason.client.in-house": "теперь делает сам",
    "reason.client.variety-seeking": "покупал по привычке или случайно: ищет разнообразия, привязанности нет",
    "question.record.company.forgotten": (
        "Когда мы в последний раз писали или звонили клиенту до его ухода и получили ли ответ?"
    ),
    "question.employee.company.forgotten": (
        "Кто поддерживал связь с клиентом и когда вы в последний раз общались не ради продажи?"
    ),
    "question.record.company.priced-out": (
        "Какие повышения цен коснулись клиента за год до ухода и стал ли он после них заказывать меньше?"
    ),
    "question.employee.company.priced-out": "Просил ли клиент снизить цену, говорил ли, что бюджет исчерпан?",
    "question.record.company.poor-service": "Есть ли от клиента обращения, возвраты или низкие оценки?",
    "question.employee.company.poor-service": "Чем клиент был недоволен, пусть даже никогда об этом не писал?",
    "question.record.company.broken-promise": "О чём мы договорились письменно и выполнен ли каждый пункт?",
    "question.employee.company.broken-promise": "Что клиенту обещали на словах и чем это кончилось?",
    "question.record.company.trust-eroded": (
        "Обращался ли клиент через вашу голову, требовал ли гарантий, перепроверял ли наши цифры?"
    ),
    "question.employee.company.trust-eroded": "С какого момента клиент перестал верить нам на слово?",
    "question.record.company.destroyer": (
        "Кто обслуживал клиента при последних контактах и жалуются ли на того же человека другие?"
    ),
    "question.employee.company.destroyer": "Было ли резкое слово или сплетня и кто при этом присутствовал?",
    "question.record.company.late-delivery": (
        "Сравните обещанные и фактические сроки последних поставок клиенту: сколько из них опоздало?"
    ),
    "question.employee.company.late-delivery": "Звонил ли клиент с вопросом, где товар?",
    "question.record.company.range-changed": "Какие из позиций, которые покупал клиент, мы сняли или изменили?",
    "question.employee.company.range-changed": "Спрашивал ли клиент то, чем мы больше не занимаемся?",
    "question.record.company.not-told": "О каких изменениях у нас (адрес, условия, люди) клиенту сообщили и когда?",
    "question.employee.company.not-told": "Не узнал ли клиент о каком-то изменении случайно?",
    "question.record.company.poor-fit": "Каких функций клиент просил и какой частью продукта пользовался?",
    "question.employee.company.poor-fit": "Чего клиент не мог сделать с тем, что мы ему продали?",
    "question.record.company.could-not-supply": "Какие заказы и запросы клиента мы отклонили или оставили без ответа?",
    "question.employee.company.could-not-supply": (
        "Приходилось ли отказывать клиенту, потому что не было товара, людей или компетенций?"
    ),
    "question.record.company.billing-failed": (
        "Были ли непрошедшие платежи, неверные счета или ошибочные напоминания об оплате?"
    ),
    "question.employee.company.billing-failed": "Был ли у клиента спор из-за счёта?",
    "question.record.company.dropped-by-us": "Есть ли отметка, что мы прекратили обслуживать клиента?",
    "question.employee.company.dropped-by-us": "Решил ли кто-то из наших больше не обслуживать клиента?",
    "question.record.competitor.better-price": (
        "Называется ли цена конкурента в предложениях, запросах цены или проигранных КП?"
    ),
    "question.employee.competitor.better-price": "Чью цену называл клиент и за что именно?",
    "question.record.competitor.better-service": "Видно ли по проигранным КП, что конкурент предложил помимо цены?",
    "question.employee.competitor.better-service": "Что другой поставщик делает для клиента такого, чего не делаем мы?",
    "question.record.competitor.unrealistic-promise": "Упоминается ли в последних письмах клиента обещание конкурента?",
    "question.employee.competitor.unrealistic-promise": (
        "Что клиенту обещали в другом месте такого, во что вам не верилось?"
    ),
    "question.record.competitor.cheap-amateur": (
        "Видно ли из писем или открытых источников, кто теперь делает эту работу?"
    ),
    "question.employee.competitor.cheap-amateur": "Не взял ли эту работу фрилансер или знакомый?",
    "question.record.competitor.lock-in": "Участвует ли клиент в программе конкурента, подписал ли с ним договор?",
    "question.employee.competitor.lock-in": "Упоминал ли клиент договор, бонусные баллы или долю в другой компании?",
    "question.record.competitor.kickback": (
        "Ушла ли закупка на сторону вопреки собственным критериям клиента и по чьему решению?"
    ),
    "question.employee.competitor.kickback": "Давили ли на клиента сверху или извне, чтобы он покупал у других?",
    "question.record.competitor.third-party": (
        "Есть ли с того времени отзывы, публикации или письма, где о нас говорят плохо?"
    ),
    "question.employee.competitor.third-party": "Что клиент слышал о нас и от кого?",
    "question.record.competitor.tender-lost": "Был ли тендер и какие критерии его решили?",
    "question.employee.competitor.tender-lost": "Вынудили ли клиента сменить поставщика правила закупок?",
    "question.record.client.breached-terms": "Какие счета не оплачены и с какого времени?",
    "question.employee.client.breached-terms": "Перестал ли клиент заказывать, когда мы попросили деньги?",
    "question.record.client.new-management": (
        "Есть ли в открытом реестре данные о новых руководителях или собственниках на тот момент?"
    ),
    "question.employee.client.new-management": "Кто теперь там принимает решения и знают ли нас?",
    "question.record.client.contact-moved": "Отвечает ли ещё наше контактное лицо и действует ли его адрес?",
    "question.employee.client.contact-moved": "Занимает ли свою должность человек, с которым вы работали?",
    "question.record.client.kinship": "Кто теперь поставляет клиенту и есть ли родственная связь?",
    "question.employee.client.kinship": "Не делает ли эту работу родственник или друг клиента?",
    "question.record.client.closed": "Числится ли клиент действующим в открытом реестре?",
    "question.employee.client.closed": "Работает ли клиент ещё?",
    "question.record.client.moved-away": "Прежний ли у клиента адрес, не вернулось ли письмо?",
    "question.employee.client.moved-away": "Говорил ли клиент, что переезжает?",
    "question.record.client.died": "Есть ли извещение от родных или из реестра?",
    "question.employee.client.died": "Слышали ли вы, как дела у клиента?",
    "question.record.client.hard-times": "Уменьшались ли заказы перед уходом, стал ли клиент платить медленнее?",
    "question.employee.client.hard-times": "Упоминал ли клиент нехватку денег, отпуск или болезнь?",
    "question.record.client.need-ended": "Для чего был последний заказ и завершён ли тот проект?",
    "question.employee.client.need-ended": "Осталось ли что-то, что мы можем сделать для клиента?",
    "question.record.client.in-house": "Нанимал ли клиент людей под эту работу, покупал ли оборудование?",
    "question.employee.client.in-house": "Делает ли клиент это теперь сам?",
    "question.record.client.variety-seeking": "Насколько ровно клиент покупал и не покупал ли только по нашим акциям?",
    "question.employee.client.variety-seeking": "Был ли клиент к нам привязан или просто заходил?",
    "question.record": (
        "Просмотрите обращения, поставки, счета, прайс-листы и письма перед уходом клиента: что произошло?"
    ),
    "question.employee": "Спросите каждого, кто обслуживал клиента, никого не обвиняя: что было перед его уходом?",
    "question.client": (
        "Спросите клиента: почему вы ушли и что заставило бы вас передумать? Выслушайте, затем спрашивайте дальше, "
        "«почему» за «почему»: первый ответ — самый удобный."
    ),
    "offer.priority-dispatch": "отгрузка к назначенному времени и полгода приоритета",
    "offer.reserved-stock": "товар и люди, зарезервированные за этим клиентом",
    "offer.named-specialist": "новый персональный специалист, который отвечает в течение дня",
    "offer.made-good": "возмещение ущерба и в придачу небольшой неожиданный знак внимания",
    "offer.something-pleasant": "небольшой, неожиданный и приятный знак внимания",
    "offer.workshop": "бесплатный мастер-класс о новинках ассортимента",
    "offer.tasting": "приглашение убедиться самому, в том числе для критиков",
    "offer.proof-of-results": "анализ того, что поставил конкурент, с новым предложением",
    "offer.quality-check": "бесплатная проверка работы любителя, при необходимости с исправлением",
    "offer.bundled-extra": "дополнение к заказу, которое нам недорого стоит",
    "offer.first-user": "существенная скидка на новую, ещё не обкатанную услугу — как одному из первых пользователей",
    "offer.referral-discount": "скидка, которую клиент зарабатывает рекомендациями",
    "offer.payment-pause": "отсрочка платежей и небольшой жест внимания",
    "offer.open-day": "приглашение на день открытых дверей: показать, что делается для клиента",
    "offer.payment-terms": "новые условия: предоплата или оплата частями",
    "offer.record-of-delivery": "перечень всего, что мы сделали для клиента, и знакомство",
    "offer.trial-order": "небольшой пробный заказ без обязательств",
    "offer.lend-an-asset": "наш свободный актив, который нужен клиенту, во временное пользование",
    "number.gone-ratio": (
        "во сколько раз молчание должно превысить обычный интервал, чтобы клиент мог считаться ушедшим"
    ),
    "number.gone-deviations": "сколько стандартных отклонений логарифма интервала до границы: 1,6449 — квантиль 95 %",
    "number.early-days": "на сколько дней раньше проводится граница при интервалах от месяца",
    "number.fixed-line": "единая граница в днях для всех клиентов; 0 — у каждого по его ритму",
    "number.season-cycles": (
        "сколько прошлых лет клиент должен был покупать и затем отдыхать в этот сезон, чтобы считаться на паузе"
    ),
    "number.little-hope": "вероятность покупки, ниже которой молчащий клиент потерян",
    "number.probation": "сколько дней вернувшийся клиент остаётся на испытательном сроке",
    "number.lost-twice": "после скольких подтверждённых потерь больше никто не предлагает вернуться",
    "number.part-share": "доля направления в закупках клиента, с которой его молчание — угроза",
    "number.falling-volume": "отношение выручки за год к предыдущему году, ниже которого клиент под угрозой",
    "number.volume-visits": "дней с покупками в году, с которых падение выручки не случайность",
    "number.new-life": "после скольких покупок с момента возврата действует новый ритм",
    "number.steep-increase": "повышение цены в процентах, с которого клиенты могут уйти",
    "number.very-steep-increase": "повышение цены в процентах, которое мало кто терпит",
    "number.neglect": "дней без единого слова от нас, которые означают невнимание",
    "number.long-neglect": "дней без единого слова от нас, после которых клиент забыт",
    "number.near-contact": "за сколько дней до потери наш контакт ещё имеет значение",
    "number.fresh-owner": "за сколько дней до потери имеет значение смена ответственного",
    "number.noticeable-delay": "с какого дня опоздания поставка считается просроченной",
    "number.poor-rating": "оценка от 0 до 10, до которой клиент недоволен",
    "number.top-rating": "оценка от 0 до 10, с которой клиент доволен",
    "number.at-random": "разброс интервалов, с которого покупки случайны",
    "number.like-clockwork": "разброс интервалов, до которого потребность постоянна",
    "number.unknown-prior": "вероятность, что главной причины нет в данных",
    "number.severity-step": "прибавка к весу вины за каждую ступень тяжести",
    "number.human-fault": "вес вины сотрудника по сравнению с техническим сбоем",
    "number.short-tenure": "вес вины в первый год отношений",
    "number.long-tenure": "вес вины после трёх хороших лет",
    "number.forgiven-after": "после скольких покупок вина, судя по всему, прощена",
    "number.forgiven": "вес вины, которая, судя по всему, прощена",
    "number.repetition": "доля веса, которую добавляет каждый следующий признак той же причины",
    "number.convenient-answer": "вес слов клиента, которые ему самому удобны",
    "number.safe-answer": "вес слов сотрудника, которые никого у нас не винят",
    "number.hearsay": "вес того, что по данным решило бы вопрос, но известно только со слов",
    "number.brainstorm": "вес того, к чему пришла команда вместе",
    "number.confirmation": "прибавка к логарифму шансов, когда данные подтверждают сказанное",
    "number.firm-record": "логарифм шансов, с которого запись с учётом давности служит подтверждением",
    "number.enough-whys": "сколько «почему» нужно, чтобы интервью подтвердило причину",
    "number.effort-of-a-look": "трудоёмкость проверки одного факта в данных",
    "number.effort-of-a-search": "трудоёмкость просмотра всех данных",
    "number.effort-of-asking-staff": "трудоёмкость опроса тех, кто обслуживал клиента",
    "number.effort-of-an-interview": "трудоёмкость разговора с клиентом",
    "number.worth-asking": "бит информации, ниже которых вопрос задавать не стоит",
    "number.worth-asking-first": (
        "бит информации, ради которых сначала проверяют данные и спрашивают сотрудников, а потом клиента"
    ),
    "number.few-losses": "потерь за одним именем, с которых это уже вывод",
    "number.assumed-margin": "маржа как доля выручки, если она неизвестна",
    "number.second-life": "сколько лет, как ожидается, пробудет с нами возвращённый клиент",
    "number.discount-rate": "годовая ставка дисконтирования будущей маржи",
    "number.survival-rate": "вероятность, что возвращённый клиент останется ещё на год",
    "number.cost-of-contact": "стоимость одного контакта (звонка, письма)",
    "number.cost-of-visit": "стоимость одного визита",
    "number.offer-share": "стоимость предложения как доля годовой выручки клиента",
    "number.return-prior": "вероятность, что бывший клиент вернётся, если его позвать",
    "number.return-prior-amateur": "вероятность возврата от фрилансера или любителя",
    "number.return-decay": "сколько логарифма шансов теряется с каждым удвоением срока после потери",
    "number.return-tenure": "сколько логарифма шансов прибавляет каждое удвоение срока первой жизни",
    "number.return-offer": "сколько логарифма шансов прибавляет предложение ценой в одну среднюю покупку",
    "number.cooling-off": "сколько дней дать остыть после вины сотрудника тяжестью 4 или 5, прежде чем звать обратно",
    "number.high-margin": "маржа, с которой она считается высокой",
    "number.low-margin": "маржа, до которой она считается низкой",
    "number.pays-late": "число просроченных счетов, с которого клиент платит поздно",
    "number.buys-seldom": "покупок в год, ниже которых клиент покупает редко",
    "number.time-presses": "месяцев с момента потери, пока нужно спешить",
    "number.clearly-worth": "ожидаемая прибыль в кратном к затратам: возврат явно окупается",
    "number.worth-it": "ожидаемая прибыль в кратном к затратам: возврат окупается",
    "number.hello-every": "месяцев между двумя контактами с бывшим клиентом",
    "number.fresh-complaint": "сколько дней жалоба считается свежей",
    "number.mourning": "сколько дней после смерти не искать преемника",
    "number.promise-judged-after": "через сколько месяцев можно судить об обещании конкурента",
    "number.amateur-shows-after": "через сколько дней видно, чего стоит работа любителя",
    "number.testimonial-after": "месяцев новой жизни, после которых просят отзыв",
    "number.watch": "сколько месяцев наблюдают за вернувшимся клиентом",
    "number.quality-check-after": "через сколько дней после заказа проверяют качество",
    "number.check-every": "месяцев между двумя проверками договорённостей",
    "number.pictures-after": "через сколько месяцев после проекта отправляют фотографии работы",
    "number.fresh-purchase": "в течение скольких дней спрашивают о первой покупке",
    "number.rest-after-project": "сколько дней команда отдыхает перед разбором проекта",
    "number.call-helps": "до какого дня после потери помогает звонок",
    "number.visit-from": "с какого дня после потери нужен визит",
    "number.comes-anyway": "вероятность покупки без обращения, с которой цену не снижают",
    "number.price-spacing": "месяцев между двумя ценовыми уступками одному клиенту",
    "number.most-tries": "после скольких попыток вернуть больше никто не зовёт",
    "number.most-messages": "обращений и знаков внимания за тридцать дней, не более",
    "number.ask-and-greeting-apart": "дней между обращением и знаком внимания",
    "number.look-ahead": "за сколько дней до повода планируется знак внимания",
    "number.loyal-years": "через сколько лет клиент считается лояльным",
    "number.loyal-visits": "после скольких покупок клиент считается лояльным",
    "number.second-try": "дней от первой попытки вернуть до второй",
    "number.third-try": "дней между последующими попытками вернуть",
    "number.cheap-tries": "попыток вернуть клиента класса 3",
    "number.room-for-the-waiting": "доля недели, отведённая тем, кто ждёт дольше всех",
    "number.band-low": "годовой отток, который бывает и у хороших фирм",
    "number.band-high": "годовой отток, до которого фирма здорова",
    "number.period-gaps": "сколько обычных интервалов типичного клиента вмещает период анализа",
    "number.client-years": "сколько лет, как принято считать, клиент покупает",
    "number.taken-along": "сколько других клиентов, по опыту, уводит с собой обиженный",
    "standing.prospect": "ещё не покупал",
    "standing.dead": "клиент умер",
    "standing.lost-twice": "ушёл {break_on}; подтверждённая потеря № {confirmed_losses}",
    "standing.declared-break": "известный разрыв {break_on}",
    "standing.contract-runs": "связан действующим договором: решает расторжение или срок, а не молчание",
    "standing.project-finished": "то, для чего мы были нужны клиенту, сделано",
    "standing.returned-without-rhythm": "вернулся {returned_on} с первой покупкой и на испытательном сроке",
    "standing.one-time": "купил один раз, и похожих клиентов для сравнения нет",
    "standing.hard-times": "известно о временных трудностях клиента; молчит {silence}",
    "standing.season-pause": "молчит {silence}, как и в этот сезон прошлых лет",
    "standing.beyond-hope": "молчит {silence}, обычный интервал — {usual_gap}; покупка маловероятна ({chance})",
    "standing.dormant": "молчит {silence}; при обычном интервале {usual_gap} граница ухода — {line}",
    "standing.returned": "вернулся {returned_on} и на испытательном сроке",
    "standing.at-risk": "молчит {silence}, дольше обычного интервала ({usual_gap})",
    "standing.part-silent": (
        "покупает по-прежнему, но больше не берёт «{silent_part}» — прежнюю долю {silent_share} в закупках"
    ),
    "standing.falling-volume": "ритм прежний, но за год купил на {revenue_year}, а годом раньше — на {revenue_before}",
    "standing.active": "последняя покупка — {silence} назад, обычный интервал — {usual_gap}",
    "said.verified": "установлено {event_on} по данным, не зависящим от того, кто это сказал",
    "said.interview": "интервью {event_on} дошло до сути, «почему» задано: {whys}",
    "said.interview-of-staff": "сотрудники на опросе {event_on} через «почему» пришли к нашей собственной вине",
    "said.interview-of-staff-safely": (
        "сотрудники на опросе {event_on} пришли к тому, что у нас никто не виноват; не подтверждено"
    ),
    "said.brainstorm-to-the-bottom": "команда {event_on} вместе пришла к нашей собственной вине; не подтверждено",
    "said.short-interview": "названо в разговоре {event_on}, «почему» задано: {whys}",
    "said.overturned": "в интервью {event_on} сначала названо, затем отпало после новых «почему»",
    "said.by-client": "клиент назвал это {event_on}; не подтверждено",
    "said.by-client-conveniently": "клиент назвал это {event_on}: удобный ответ, не подтверждено",
    "said.by-employee": "сотрудник назвал это {event_on}, вопреки нашим интересам; не подтверждено",
    "said.by-employee-safely": "сотрудник назвал это {event_on}: безопасный ответ, не подтверждено",
    "said.by-record": "отмечено как причина {event_on}; не подтверждено",
    "said.in-brainstorm": "отмечено командой {event_on}; не подтверждено",
    "said.while-loyal": "сказано {event_on}, ещё лояльным клиентом: из-за этого он мог бы уйти",
    "said.in-passing": "прозвучало при контакте {event_on}; не подтверждено",
    "sought.on-record": "искали в данных {event_on}, нашли",
    "sought.nothing-on-record": "искали в данных {event_on}: ничего",
    "sought.staff-says-so": "те, кто обслуживал клиента, подтвердили {event_on}, вопреки нашим интересам",
    "sought.staff-says-so-safely": "те, кто обслуживал клиента, сказали так {event_on}: безопасный ответ",
    "sought.staff-says-no": "те, кто обслуживал клиента, ничего об этом не знают (опрос {event_on})",
    "sought.client-says-so": "клиент сам сказал это на вопрос {event_on}; не подтверждено",
    "sought.client-says-so-conveniently": "клиент сам сказал это на вопрос {event_on}: удобный ответ",
    "sought.client-says-no": "клиент отрицал это на вопрос {event_on}",
    "sought.nothing-at-all": "просмотрели все данные {event_on}: ничего",
    "sought.nobody-knows": "спросили {event_on}: никто не знает",
    "systemic.shared": (
        "имя «{shared_name}» (упомянуто {event_on}) стоит за несколькими потерями: {shared}; слабое свидетельство, "
        "нужно проверить"
    ),
    "company.late-delivery.complaint-delivery": "пожаловался на доставку {event_on}",
    "company.late-delivery.complaint-delivery-solved": "жалоба на доставку от {event_on} решена хорошо",
    "company.poor-service.complaint-quality": "пожаловался на качество {event_on}",
    "company.poor-service.complaint-quality-solved": "жалоба на качество от {event_on} решена хорошо",
    "company.poor-service.complaint-service": "пожаловался на обслуживание {event_on}",
    "company.poor-service.complaint-service-solved": "жалоба на обслуживание от {event_on} решена хорошо",
    "company.priced-out.complaint-price": "пожаловался на цену {event_on}",
    "company.priced-out.complaint-price-solved": "жалоба на цену от {event_on} решена хорошо",
    "company.billing-failed.complaint-billing": "пожаловался на счета {event_on}",
    "company.billing-failed.complaint-billing-solved": "жалоба на счета от {event_on} решена хорошо",
    "company.broken-promise.complaint-promise": "пожаловался на невыполненное обещание {event_on}",
    "company.broken-promise.complaint-promise-solved": "жалоба на невыполненное обещание от {event_on} решена хорошо",
    "company.trust-eroded.complaint-trust": "пожаловался, что не может нам доверять, {event_on}",
    "company.trust-eroded.complaint-trust-solved": "жалоба на утрату доверия от {event_on} решена хорошо",
    "company.could-not-supply.complaint-stock": "пожаловался на отсутствие товара {event_on}",
    "company.could-not-supply.complaint-stock-solved": "жалоба на отсутствие товара от {event_on} решена хорошо",
    "company.poor-fit.complaint-product": "пожаловался на продукт {event_on}",
    "company.poor-fit.complaint-product-solved": "жалоба на продукт от {event_on} решена хорошо",
    "company.range-changed.complaint-range": "пожаловался на ассортимент {event_on}",
    "company.range-changed.complaint-range-solved": "жалоба на ассортимент от {event_on} решена хорошо",
    "company.not-told.complaint-communication": "пожаловался на плохое информирование {event_on}",
    "company.not-told.complaint-communication-solved": "жалоба на плохое информирование от {event_on} решена хорошо",
    "company.forgotten.complaint-neglect": "пожаловался на невнимание {event_on}",
    "company.forgotten.complaint-neglect-solved": "жалоба на невнимание от {event_on} решена хорошо",
    "company.destroyer.complaint-staff": (
        "пожаловался на конкретного сотрудника {event_on}; подозрение проверить, это не приговор"
    ),
    "company.poor-service.complaint-staff-unnamed": "пожаловался на наших сотрудников {event_on}, никого не назвав",
    "company.destroyer.complaint-staff-solved": "жалоба на наших сотрудников от {event_on} решена хорошо",
    "company.complaint.read": "пожаловался {event_on}",
    "company.poor-service.complaint-read-unnamed": "пожаловался на кого-то из наших {event_on}, никого не назвав",
    "company.poor-service.complaint": "пожаловался {event_on}",
    "company.poor-service.complaint-solved": "жалоба от {event_on} решена хорошо",
    "company.late-delivery.delay": "поставка {event_on} опоздала",
    "company.late-delivery.on-time": "поставка {event_on} пришла вовремя",
    "company.destroyer.incident": "поведение сотрудника {event_on}; подозрение проверить, это не приговор",
    "company.poor-service.unnamed-incident": "инцидент с нашими сотрудниками {event_on}, никто не назван",
    "company.destroyer.named-in-complaint": "в жалобе от {event_on} назван сотрудник",
    "company.broken-promise.record": "наше обещание не выполнено {event_on}",
    "company.broken-promise.kept": "наше обещание выполнено {event_on}",
    "company.trust-eroded.doubt": "усомнился в наших словах {event_on}",
    "company.trust-eroded.escalation": "{event_on} обратился к нашему руководству через голову своего менеджера",
    "company.trust-eroded.dispute": "спорит с нами с {event_on}",
    "company.priced-out.very-steep-increase": "наша цена выросла на {percent} % {event_on}",
    "company.priced-out.increase": "наша цена выросла на {percent} % {event_on}",
    "company.priced-out.small-increase": "наша цена выросла на {percent} % {event_on}",
    "company.priced-out.increase-of-unknown-size": "наша цена выросла {event_on}, насколько — не отмечено",
    "company.priced-out.discount-asked": "просил снизить цену {event_on}",
    "company.range-changed.record": "то, что он покупал, снято или перепозиционировано {event_on}",
    "company.not-told.record": "не предупреждён вовремя об изменении {event_on}",
    "company.poor-fit.missing-feature": "{event_on} просил то, чего наш продукт не умеет",
    "company.poor-service.goods-returned": "{event_on} вернул товар или не принял работу",
    "company.poor-service.outage": "{event_on} отказало то, чем он у нас пользуется",
    "company.poor-service.low-rating": "{event_on} поставил нам {detail:score} из 10",
    "company.complaint.low-rating-read": "{event_on} поставил нам {detail:score} из 10 и объяснил почему",
    "company.poor-service.high-rating": "{event_on} поставил нам {detail:score} из 10",
    "company.poor-service.praise": "{event_on} рекомендовал нас",
    "company.fault.put-right": "сбой исправлен {event_on}, ещё до потери",
    "company.could-not-supply.record": "мы не смогли поставить {event_on}",
    "company.billing-failed.record": "сбой в счёте или оплате {event_on}",
    "company.dropped-by-us.record": "мы сами прекратили отношения {event_on}",
    "company.dropped-by-us.after-breach": "мы прекратили отношения {event_on}, после того как клиент нарушил условия",
    "company.dropped-by-us.lead": "мы перестали работать с его запросом {event_on}",
    "company.forgotten.inquiry-unanswered": "обратился с запросом {event_on} и не получил ответа",
    "company.forgotten.staff-left": "знакомый ему сотрудник не работает с {event_on}",
    "competitor.better-price.offer": "конкурент предложил лучшую цену {event_on}",
    "competitor.better-price.offer-of-unknown-lure": "конкурент сделал предложение {event_on}; чем привлёк, неизвестно",
    "competitor.better-price.too-expensive-and-rival": "{event_on} сказал, что у нас дорого, имея в виду конкурента",
    "competitor.better-price.went-dearer": "{event_on} ушёл к более дорогому конкуренту: дело не в цене",
    "competitor.better-service.offer": "конкурент предложил лучший сервис {event_on}",
    "competitor.unrealistic-promise.offer": "{event_on} конкурент пообещал то, что вряд ли сможет выполнить",
    "competitor.cheap-amateur.offer": "{event_on} работу взял фрилансер или любитель",
    "competitor.lock-in.offer": "связан программой или договором конкурента с {event_on}",
    "competitor.kickback.pressure": "административное давление или откат, отмечено {event_on}",
    "competitor.third-party.rumour": "третьи лица плохо отозвались о нас {event_on}",
    "competitor.tender-lost.record": "проигран тендер {event_on}",
    "competitor.moved": "с {event_on} покупает у конкурента: это куда ушёл, а не почему",
    "competitor.moved.need-goes-on": "с {event_on} покупает у других: потребность осталась",
    "client.breached-terms.record": "клиент нарушил условия {event_on}",
    "client.breached-terms.unpaid": "счёт не оплачен с {event_on}",
    "client.breached-terms.paid": "просрочка оплачена {event_on}",
    "client.new-management.record": "новое руководство с {event_on}",
    "client.contact-moved.record": "наше контактное лицо ушло или утратило полномочия {event_on}",
    "client.contact-moved.death": "наше контактное лицо умерло {event_on}",
    "client.died.record": "умер {event_on}",
    "client.died.suspected": "с {event_on} есть подозрение, что клиент умер; нужно подтвердить",
    "client.kinship.record": "поставляет родственник или друг, известно с {event_on}",
    "client.closed.record": "банкрот или закрылся {event_on}",
    "client.closed.insolvency": "процедура банкротства с {event_on}",
    "client.moved-away.record": "{event_on} переехал туда, где мы не работаем",
    "client.moved-away.in-reach": "{event_on} переехал, но в пределах нашей зоны обслуживания: это не причина",
    "client.moved-away.still-bought": "{event_on} ещё получал от нас поставки",
    "client.hard-times.record": "временные трудности клиента с {event_on}",
    "client.hard-times.too-expensive": "{event_on} сказал, что у нас дорого, в трудные для себя времена",
    "client.need-ended.record": "то, для чего мы были нужны, сделано {event_on}",
    "client.need-ended.asks-again": "{event_on} снова обратился с запросом: потребность осталась",
    "client.in-house.record": "делает сам с {event_on}",
    "client.variety-seeking.seen": "замечено {event_on}: покупает то здесь, то там",
    "company.forgotten.no-contact": (
        "перед потерей мы не связывались с ним {untouched}; жалоб после последней покупки нет"
    ),
    "company.forgotten.no-contact-for-long": (
        "перед потерей мы не связывались с ним {untouched}; жалоб после последней покупки нет"
    ),
    "company.forgotten.in-touch": "мы были на связи за {untouched} до потери",
    "company.forgotten.new-owner": (
        "за {handed_over} до потери передан другому ответственному, и тот на связь не выходил"
    ),
    "company.late-delivery.again-and-again": (
        "поставок с опозданием: {count:late-delivery}; это система, а не случайность"
    ),
    "company.trust-eroded.series": "череда сбоев; жалоб: {complaints}, невыполненных обещаний: {count:broken-promise}",
    "company.destroyer.several-incidents": (
        "инцидентов с нашими сотрудниками: {count:staff-incident}; подозрение проверить, это не приговор"
    ),
    "competitor.better-price.kin-first": "поставляет родственник: родство объясняет больше, чем цена",
    "competitor.cheap-amateur.kin-first": "поставляет родственник: родство объясняет больше, чем дешевизна",
    "client.contact-moved.with-the-management": (
        "сменилось руководство: этим объясняется и уход нашего контактного лица"
    ),
    "client.variety-seeking.irregular": "покупал как придётся: интервалы сильно различаются (разброс {spread})",
    "client.variety-seeking.regular": "покупал слишком регулярно для случайного покупателя (разброс {spread})",
    "client.need-ended.regular-until-the-end": "до конца покупал регулярно, как при постоянной потребности",
    "client.hard-times.dearer-elsewhere": "покупает у других: на нужное деньги есть",
    "company.priced-out.no-trace": "повышений цен не зафиксировано, хотя они учитываются",
    "company.poor-service.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.broken-promise.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.trust-eroded.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.destroyer.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.late-delivery.no-trace": "опозданий поставок не зафиксировано, хотя они учитываются",
    "company.range-changed.no-trace": "изменений ассортимента не зафиксировано, хотя они учитываются",
    "company.not-told.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.poor-fit.no-trace": "жалоб не зафиксировано, хотя они учитываются",
    "company.could-not-supply.no-trace": "срывов поставок не зафиксировано, хотя они учитываются",
    "company.billing-failed.no-trace": "сбоев в счетах не зафиксировано, хотя они учитываются",
    "company.dropped-by-us.no-trace": "отказов от клиента с нашей стороны не зафиксировано, хотя они учитываются",
    "competitor.better-price.no-trace": "предложений конкурентов не зафиксировано, хотя они учитываются",
    "competitor.better-service.no-trace": "предложений конкурентов не зафиксировано, хотя они учитываются",
    "competitor.unrealistic-promise.no-trace": "предложений конкурентов не зафиксировано, хотя они учитываются",
    "competitor.cheap-amateur.no-trace": "предложений конкурентов не зафиксировано, хотя они учитываются",
    "competitor.lock-in.no-trace": "предложений конкурентов не зафиксировано, хотя они учитываются",
    "competitor.kickback.no-trace": "давления извне не зафиксировано, хотя оно учитывается",
    "competitor.third-party.no-trace": "слухов не зафиксировано, хотя они учитываются",
    "competitor.tender-lost.no-trace": "проигранных тендеров не зафиксировано, хотя они учитываются",
    "client.breached-terms.no-trace": "просрочек оплаты не зафиксировано, хотя они учитываются",
    "client.new-management.no-trace": "смены руководства не зафиксировано, хотя она учитывается",
    "client.contact-moved.no-trace": "ухода контактных лиц не зафиксировано, хотя он учитывается",
    "client.kinship.no-trace": "поставщика-родственника не зафиксировано, хотя такие случаи учитываются",
    "client.closed.no-trace": "закрытия не зафиксировано, хотя такие случаи учитываются",
    "client.moved-away.no-trace": "переезда не зафиксировано, хотя переезды учитываются",
    "client.died.no-trace": "смерти не зафиксировано, хотя такие случаи учитываются",
    "client.hard-times.no-trace": "трудных времён не зафиксировано, хотя такие случаи учитываются",
    "client.need-ended.no-trace": "завершённого проекта не зафиксировано, хотя такие случаи учитываются",
    "client.in-house.no-trace": "перехода на собственные силы не зафиксировано, хотя такие случаи учитываются",
    "client.variety-seeking.no-trace": "закупок у нескольких поставщиков не зафиксировано, хотя они учитываются",
    "chance.unrecoverable": "из-за причины возврат сейчас невозможен",
    "chance.controllable": "причина в нашей власти",
    "chance.not-controllable": "причина не в нашей власти",
    "chance.passing": "причина обычно временная",
    "chance.human-fault": "вину сотрудника прощают труднее",
    "chance.grave": "тяжесть для клиента: {worst_severity} из 5",
    "chance.slight": "тяжесть для клиента: {worst_severity} из 5",
    "chance.still-hot": "после разрыва на эмоциях прошло лишь {days_lost}: ещё не остыл",
    "chance.well-solved": "жалоб решено хорошо: {solved_complaints}",
    "chance.badly-solved": "жалоб решено плохо или ещё открыто: {unsolved_complaints}",
    "chance.referrals": "привёл нам {referrals} {referrals#one=клиента|few=клиентов|many=клиентов|other=клиента}",
    "chance.one-try": "попыток вернуть на сегодня: {attempts}",
    "chance.many-tries": "попыток вернуть на сегодня: {attempts}",
    "chance.nobody-else": "позвать может только тот, кто его потерял",
    "worth.objection": "против рекламы или профилирования: вероятность не считается",
    "worth.died": "клиент умер: возвращать некого",
    "worth.still-here": "не ушёл: возвращать не нужно",
    "worth.lost-twice": "потерян дважды: одно честное письмо, дальше — как сложится",
    "worth.no-margin": "нулевая или отрицательная маржа ({margin_used})",
    "worth.money-unknown": "сколько приносит, неизвестно: до выяснения — недорогая попытка",
    "worth.prestige": "возврат дороже денег; ожидаемая прибыль {expected_profit}",
    "worth.bad-payer": (
        "денежных доводов против: {unwanted_money}; и приносит мало (ожидаемая прибыль {expected_profit})"
    ),
    "worth.not-worth-its-cost": (
        "возврат обойдётся в {cost_of_return}, это больше отдачи (ожидаемая прибыль за вычетом затрат "
        "{expected_profit})"
    ),
    "worth.time-presses": (
        "явно окупается: ожидаемая прибыль {expected_profit} при затратах {cost_of_return}; месяцев с момента "
        "потери: {months_lost}"
    ),
    "worth.must": "окупается: ожидаемая прибыль {expected_profit} при затратах {cost_of_return}",
    "worth.cheap-try": "стоит недорогой попытки: ожидаемая прибыль {expected_profit} при затратах {cost_of_return}",
    "plan.death": "клиент умер: всё останавливается",
    "plan.death.brief": (
        "Отзовите все сообщения этому человеку, прежде всего поздравления; предупредите всех, кого это касается."
    ),
    "act.stop-everything": "всё остановить",
    "plan.suspected-death": "есть подозрение, что клиент умер: до подтверждения всё на паузе",
    "plan.suspected-death.brief": (
        "Уточните по реестру или через общих знакомых; пока нет уверенности, никому не пишите и не звоните."
    ),
    "act.confirm-quietly": "тихо уточнить",
    "plan.condolence": "умерло контактное лицо клиента: соболезнует человек",
    "plan.condolence.brief": "Выразите соболезнования лично или от руки; никаких предложений и дел.",
    "act.condole": "выразить соболезнования",
    "plan.successor": "преемника ищут через тридцать дней после смерти, не раньше",
    "plan.successor.brief": (
        "Спросите, кто принял дела, и представьтесь, взяв перечень всего, что мы сделали для клиента; без предложения."
    ),
    "act.meet-successor": "познакомиться с преемником",
    "plan.answer": "клиент ответил {replied_on}: сначала отвечает человек, всё запланированное ждёт",
    "plan.answer.brief": (
        "Прочитайте, что написал клиент, ответьте лично сегодня же; если названа причина, запишите её."
    ),
    "act.answer-reply": "ответить клиенту",
    "plan.find-right-person": "тот, кого мы знали, ушёл или не тот, кто нужен",
    "plan.find-right-person.brief": (
        "Узнайте, кто теперь принимает решения, верное имя и обращение; внесите человека в контакты."
    ),
    "act.find-right-person": "найти нужного человека",
    "plan.complaint": "открытых жалоб: {open_complaints}, последней — {days_since_complaint}",
    "plan.complaint.brief": (
        "Встретьтесь с клиентом сами, выслушайте до конца, урегулируйте жалобу, проверьте, что договорённости "
        "выполнены."
    ),
    "act.settle-complaint": "урегулировать жалобу",
    "plan.apology-at-once": "свежая жалоба: извиняться сразу и обязательно с предложением",
    "plan.apology-at-once.brief": "Сразу извинитесь за неудобства и предложите, чем их загладить.",
    "act.apologise": "извиниться",
    "plan.look-in-records": "причина не подтверждена: первые следы — в наших же данных",
    "plan.look-in-records.brief": (
        "Поищите следы в данных и спросите тех, кто обслуживал клиента, прежде чем спрашивать его самого. "
        "Проверьте, не было ли слияния или смены названия и не покупает ли он через свою группу."
    ),
    "act.look-in-records": "поискать в данных",
    "plan.interview-after-cooling": (
        "разрыв на эмоциях: дать остыть, затем спросить и выслушать, пока он не прижился у другого поставщика"
    ),
    "plan.interview-after-cooling.brief": (
        "Не начинайте с извинений и оправданий. Два вопроса: почему вы ушли и что заставило бы вас передумать? "
        "Слушайте, не перебивайте, не защищайтесь; спрашивайте «почему», пока не проступит корень; уточните; "
        "поблагодарите; затем извинитесь за неудобства; пообещайте принять меры."
    ),
    "act.interview": "провести интервью",
    "plan.interview": "выслушать нужно каждого уходящего клиента; названная причина — не настоящая",
    "plan.interview.brief": (
        "Не начинайте с извинений и оправданий. Два вопроса: почему вы ушли и что заставило бы вас передумать? "
        "Слушайте, не перебивайте, не защищайтесь; спрашивайте «почему», пока не проступит корень; уточните; "
        "поблагодарите; затем извинитесь за неудобства; пообещайте принять меры."
    ),
    "plan.wake-up": "молчит {silence}, и ничто не говорит об уходе: спящего клиента можно разбудить",
    "plan.wake-up.brief": (
        "Говорите по-человечески: вспомните последнюю совместную работу и что вам нравится в клиенте, спросите, "
        "как она ему послужила, что нужно сейчас и как идёт его дело; предложите свои контакты для того, чем мы "
        "сами не занимаемся."
    ),
    "act.wake-up": "разбудить",
    "plan.look-for-successor": "закрылся навсегда; прежде чем звонить, ищут преемника",
    "plan.look-for-successor.brief": "Найдите, кто продолжает дело: правопреемник, группа, люди на новых местах.",
    "act.look-for-successor": "найти правопреемника",
    "plan.compare-with-rival": "известно, куда ушёл клиент; почему — другой вопрос",
    "plan.compare-with-rival.brief": (
        "Выясните, что конкурент делает лучше: известность, цена, качество, ассортимент, условия поставки, сервис."
    ),
    "act.compare-with-rival": "сравнить с конкурентом",
    "plan.follow-contact": "контактное лицо уносит доброе мнение о нас с собой: новый лид",
    "plan.follow-contact.brief": "Найдите прежнее контактное лицо на новом месте и заведите как новый лид.",
    "act.follow-contact": "найти контакт на новом месте",
    "plan.fix.company.priced-out": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.priced-out.brief": "Проверьте, укладывается ли в бюджет клиента услуга поменьше или поновее.",
    "act.fix-cause": "устранить причину",
    "plan.fix.company.poor-service": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.poor-service.brief": "Выясните, что пошло не так, и сделайте так, чтобы это не повторилось.",
    "plan.fix.company.broken-promise": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.broken-promise.brief": "Выполните обещание сейчас или возместите то, чего стоил его срыв.",
    "plan.fix.company.trust-eroded": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.trust-eroded.brief": (
        "Назначьте клиенту одного человека, которому он сможет доверять, и закройте все открытые вопросы."
    ),
    "plan.fix.company.destroyer": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.destroyer.brief": (
        "Разберитесь в поведении сотрудника, не вынося приговора; дайте клиенту другого человека, прежде чем звать "
        "его обратно; расставайтесь с сотрудником, только если всё доказано."
    ),
    "plan.fix.company.late-delivery": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.late-delivery.brief": (
        "Наладьте доставку этому клиенту: найдите узкое место, зарезервируйте окна отгрузки."
    ),
    "plan.fix.company.range-changed": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.range-changed.brief": (
        "Проверьте, что из прежнего ассортимента можно снова достать или чем оно заменено."
    ),
    "plan.fix.company.not-told": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.not-told.brief": "Убедитесь, что клиент есть в списке тех, кому сообщают об изменениях.",
    "plan.fix.company.poor-fit": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.poor-fit.brief": "Проверьте, появилась ли недостающая функция или когда появится.",
    "plan.fix.company.could-not-supply": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.could-not-supply.brief": "Обеспечьте товар, людей или компетенции, прежде чем обещать снова.",
    "plan.fix.company.billing-failed": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.billing-failed.brief": "Урегулируйте счёт и технический сбой с бухгалтерией клиента.",
    "plan.fix.company.dropped-by-us": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.company.dropped-by-us.brief": "Решите, нужен ли нам клиент теперь и на каких условиях.",
    "plan.fix.competitor.better-service": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.competitor.better-service.brief": "Выясните, что конкурент делает лучше и что из этого можем мы.",
    "plan.fix.competitor.third-party": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.competitor.third-party.brief": "Проверьте, правда ли то, что говорят, и соберите доказательства.",
    "plan.fix.competitor.tender-lost": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.competitor.tender-lost.brief": "Узнайте из решения, по каким критериям проигран тендер.",
    "plan.fix.client.breached-terms": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.client.breached-terms.brief": "Урегулируйте долг: график платежей до любого нового заказа.",
    "plan.fix.client.new-management": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.client.new-management.brief": "Соберите перечень всего, что мы сделали для клиента.",
    "plan.fix.client.contact-moved": (
        "клиент, который вернётся к той же ошибке, уйдёт навсегда: сначала устраняют причину, потом зовут"
    ),
    "plan.fix.client.contact-moved.brief": "Выясните, кто теперь принимает решения и куда ушло наше контактное лицо.",
    "plan.apology-after-cooling": (
        "вина сотрудника, тяжесть для клиента {worst_severity} из 5: дать остыть, потом едет директор"
    ),
    "plan.apology-after-cooling.brief": (
        "Лично: признайте вину, извинитесь, возместите реальный ущерб, добавьте небольшой неожиданный знак внимания."
    ),
    "plan.apology-by-senior": "подвели дважды подряд: признаёт это старший, с исправлением и компенсацией",
    "plan.apology-by-senior.brief": (
        "Лично: признайте оба сбоя, извинитесь, покажите, что исправлено, возместите реальный ущерб, добавьте "
        "небольшой неожиданный знак внимания."
    ),
    "plan.apology-with-deeds": "вина наша: разговор, исправление и компенсация неразделимы",
    "plan.apology-with-deeds.brief": (
        "Признайте вину, извинитесь, возместите реальный ущерб, добавьте небольшой неожиданный знак внимания; "
        "покажите, что для клиента делается, чтобы ему не приходилось спрашивать."
    ),
    "plan.settle-with-source": "слухи от третьих лиц доходят не до одного клиента",
    "plan.settle-with-source.brief": "Позже и спокойно: поговорите с тем, кто их распространял.",
    "act.deal-with-source": "разобраться с источником слухов",
    "plan.ask.company.forgotten": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.company.forgotten.brief": (
        "Вспомните, что вам нравится в клиенте, напомните о себе, спросите, что ему нужно сейчас, и сделайте это "
        "быстро."
    ),
    "act.ask-back": "предложить вернуться",
    "plan.ask.company.priced-out": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.company.priced-out.brief": (
        "Предложите новую услугу по цене для первых пользователей; если всё ещё дорого — скидку, заработанную "
        "рекомендациями."
    ),
    "plan.ask.company.poor-service": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.poor-service.brief": (
        "Покажите, что изменилось, возместите ущерб, добавьте небольшой приятный знак внимания."
    ),
    "plan.ask.company.broken-promise": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.broken-promise.brief": (
        "Признайте вину, покажите, что обещание выполнено, обещайте только то, в чём уверены."
    ),
    "plan.ask.company.trust-eroded": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.trust-eroded.brief": (
        "Приходите с делами, а не со словами: все вопросы закрыты, отвечает один человек; одолжите клиенту то, что "
        "ему нужно."
    ),
    "plan.ask.company.destroyer": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.company.destroyer.brief": "Представьте клиенту нового человека; слушайте; не защищайте прежнего.",
    "plan.ask.company.late-delivery": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.late-delivery.brief": (
        "Предложите не скидку, а отгрузку к назначенному времени и полгода приоритета; покажите на первых заказах, "
        "что слово держится."
    ),
    "plan.ask.company.range-changed": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.range-changed.brief": (
        "Покажите на бесплатном мастер-классе, что из ассортимента подходит клиенту теперь."
    ),
    "plan.ask.company.not-told": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.company.not-told.brief": (
        "Извинитесь, что не предупредили; расскажите об изменении и о том, что оно даёт клиенту."
    ),
    "plan.ask.company.poor-fit": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.company.poor-fit.brief": "Покажите на задаче самого клиента, что изменилось в продукте.",
    "plan.ask.company.could-not-supply": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.could-not-supply.brief": (
        "Расскажите, что можем поставить теперь, с товаром, зарезервированным за клиентом."
    ),
    "plan.ask.company.dropped-by-us": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.company.dropped-by-us.brief": "Честно скажите, что мы прекратили сами, и что изменилось у нас.",
    "plan.ask.competitor.better-price": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.better-price.brief": (
        "Не опускайтесь до той же цены: спросите, что в неё не входит, и покажите, что важно клиенту помимо неё."
    ),
    "plan.ask.competitor.better-service": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.better-service.brief": (
        "Покажите, что мы теперь умеем не хуже, и одно наше преимущество, важное для клиента."
    ),
    "plan.ask.competitor.unrealistic-promise": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.unrealistic-promise.brief": (
        "Принесите анализ: что конкурент обещал и что поставил, — и новое предложение."
    ),
    "plan.ask.competitor.cheap-amateur": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.cheap-amateur.brief": (
        "Предложите проверить работу любителя; большинство возвращается, как только становится видно качество."
    ),
    "plan.ask.competitor.third-party": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.third-party.brief": (
        "Слушайте, спокойно спросите, когда и от кого он это услышал, покажите доказательства, не застревайте на "
        "этом, вернитесь к разговору."
    ),
    "plan.ask.competitor.tender-lost": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.competitor.tender-lost.brief": (
        "Оставайтесь запасным вариантом: пробный заказ вне тендера и заявка, подготовленная к следующему."
    ),
    "plan.ask.client.breached-terms": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.client.breached-terms.brief": "Предложите новые условия, защищающие обе стороны.",
    "plan.ask.client.new-management": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.client.new-management.brief": (
        "Представьтесь новому руководству, взяв перечень всего, что мы сделали для клиента."
    ),
    "plan.ask.client.contact-moved": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.client.contact-moved.brief": (
        "Завоюйте преемника; напишите прежнему контактному лицу на новом месте как новому лиду."
    ),
    "plan.ask.client.hard-times": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.client.hard-times.brief": (
        "Спросите, как дела, теперь, когда это позади; начните с малого, на удобных клиенту условиях."
    ),
    "plan.ask.client.in-house": "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет",
    "plan.ask.client.in-house.brief": "Предложите то, что трудно делать самим: пик, отпуска, особую задачу.",
    "plan.ask.client.variety-seeking": (
        "предложение отвечает на причину (вероятность {cause_p}): универсальных решений нет"
    ),
    "plan.ask.client.variety-seeking.brief": "Ненавязчиво напомните о себе чем-то новым, без обязательств.",
    "plan.ask.other": (
        "причина из собственного списка фирмы (вероятность {cause_p}): предложение должно на неё отвечать"
    ),
    "plan.ask.other.brief": "Принесите то, что отвечает на причину, подготовленное только для этого клиента.",
    "plan.ask.unknown": "причина пока неизвестна: предложение вытекает из разговора",
    "plan.ask.unknown.brief": (
        "Опирайтесь на то, что выяснилось в разговоре; предложите то, что на это отвечает, и ничего раньше."
    ),
    "plan.ask.when-the-tie-ends": "связан до {tie_ends}: звать в этот день, не раньше",
    "plan.ask.when-the-tie-ends.brief": (
        "Приезжайте в день, когда он освободится, с подготовленным к этому предложением."
    ),
    "plan.follow-up": "настойчивость на несколько попыток заложена в план; возврат с первой — чудо",
    "plan.follow-up.brief": (
        "Проверьте, что договорённости выполнены, и поблагодарите за время; оставайтесь запасным вариантом на "
        "день, когда подведёт нынешний поставщик."
    ),
    "act.follow-up": "напомнить о предложении",
    "plan.tell-everyone": "вернулся {returned_on}: вернувшийся клиент куда чувствительнее к любому сбою",
    "plan.tell-everyone.brief": (
        "Скажите всем, кто работает с клиентом, включая бухгалтерию: он вернулся и на испытательном сроке. "
        "Отметьте вознаграждение руководителя возврата с продаж вернувшемуся клиенту."
    ),
    "act.tell-everyone": "предупредить всех",
    "plan.quality-check": "первый заказ после возврата — проба",
    "plan.quality-check.brief": "Спросите, всё ли прошло как договорились; любую мелочь исправьте в тот же день.",
    "act.quality-check": "проверить качество",
    "plan.periodic-check": "год наблюдения: регулярные полезные контакты, реалистичные обещания",
    "plan.periodic-check.brief": (
        "Проверьте, что договорённости выполнены, в том числе у коллег; принесите что-то полезное; обещайте только "
        "то, в чём уверены."
    ),
    "act.check-agreed": "проверить договорённости",
    "plan.testimonial": "просят через полгода новой жизни: отзыв открывает другие двери",
    "plan.testimonial.brief": "Попросите отзыв: каково было вернуться.",
    "act.ask-testimonial": "попросить отзыв",
    "plan.end-of-watch": "год работы без жалоб завершает возврат",
    "plan.end-of-watch.brief": "Измерьте вторую жизнь: размер пробного заказа, восстановленный объём, год без жалоб.",
    "act.end-of-watch": "завершить наблюдение",
    "plan.check-in": "покупает иначе; молчит {silence}, обычный интервал — {usual_gap}",
    "plan.check-in.brief": (
        "Спросите, как клиенту последняя поставка и что дальше; покажите, что для него делается, чтобы ему не "
        "приходилось спрашивать."
    ),
    "act.check-in": "справиться, как дела",
    "plan.regret-letter": "потерян дважды: больше не возвращают",
    "plan.regret-letter.brief": "Одно честное письмо с сожалением: без предложения и вопросов. Дальше — как сложится.",
    "act.regret-letter": "письмо с сожалением",
    "plan.farewell": "отпускаем вежливо: удачи обеим сторонам",
    "plan.farewell.brief": (
        "Поблагодарите за время вместе и пожелайте добра; ничего не просите. Одному человеку, с верным именем и "
        "обращением; коротко и искренне; ничего не прося, без слова о долгах и продажах; с отдельной темой письма, "
        "без тяжёлых вложений, с полной подписью."
    ),
    "act.farewell": "попрощаться",
    "plan.help-unasked": "трудные времена проходят; помнят, кто в них помог",
    "plan.help-unasked.brief": (
        "Помогите, не дожидаясь просьбы: предложите отсрочку платежа или сделайте небольшой жест. Не просите о заказе."
    ),
    "act.help-unasked": "помочь без просьбы",
    "plan.project-review": "проект завершён: уроки нужно сохранить",
    "plan.project-review.brief": (
        "После нескольких дней отдыха разберите с командой, чему научились; никого не обвиняйте. Трудного клиента "
        "не бросают за то, что он трудный."
    ),
    "act.project-review": "разбор проекта",
    "plan.ask-consent": "согласие спрашивают в конце работы",
    "plan.ask-consent.brief": (
        "При сдаче работы спросите, хочет ли клиент получать от нас вести и по какому каналу; запишите ответ и "
        "дату. Нет согласия — нет рассылки."
    ),
    "act.ask-consent": "спросить согласие",
    "plan.pictures-of-the-work": "полгода после проекта",
    "plan.pictures-of-the-work.brief": (
        "Отправьте фотографии готовой работы и спросите, как она служит; больше ни о чём не просите. Одному "
        "человеку, с верным именем и обращением; коротко и искренне; ничего не прося, без слова о долгах и "
        "продажах; с отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "act.pictures-of-the-work": "отправить фотографии работы",
    "plan.project-anniversary": "каждая годовщина проекта — повод",
    "plan.project-anniversary.brief": (
        "Вспомните день завершения проекта и приложите фотографию работы; ни о чём не просите. Одному человеку, с "
        "верным именем и обращением; коротко и искренне; ничего не прося, без слова о долгах и продажах; с "
        "отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "act.project-anniversary": "поздравить с годовщиной проекта",
    "plan.birthday": "день рождения — повод и для давнего партнёра, каким бы ни было прошлое",
    "plan.birthday.brief": (
        "Поздравьте двумя тёплыми фразами. Одному человеку, с верным именем и обращением; коротко и искренне; "
        "ничего не прося, без слова о долгах и продажах; с отдельной темой письма, без тяжёлых вложений, с полной "
        "подписью."
    ),
    "act.birthday": "поздравить с днём рождения",
    "plan.occasion": "{occasion}: подойдёт любой повод, выбранный по отрасли клиента",
    "plan.occasion.brief": (
        "Повод: {occasion}. Поздравьте, чем непринуждённее, тем лучше. Одному человеку, с верным именем и "
        "обращением; коротко и искренне; ничего не прося, без слова о долгах и продажах; с отдельной темой письма, "
        "без тяжёлых вложений, с полной подписью."
    ),
    "act.occasion": "поздравить по поводу",
    "plan.stay-near-until": "сейчас решаем не мы, ждём: {until_when}; почва подготовлена",
    "plan.stay-near-until.brief": (
        "Напомните о себе, ни о чём не просите: оставайтесь запасным вариантом на день, когда клиент освободится. "
        "Одному человеку, с верным именем и обращением; коротко и искренне; ничего не прося, без слова о долгах и "
        "продажах; с отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "act.say-hello": "напомнить о себе",
    "plan.stay-near": "сейчас решаем не мы; почва подготовлена",
    "plan.stay-near.brief": (
        "Напомните о себе, ни о чём не просите; назовите кого-нибудь рядом с клиентом, кто может помочь. Одному "
        "человеку, с верным именем и обращением; коротко и искренне; ничего не прося, без слова о долгах и "
        "продажах; с отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "plan.hello-to-the-lost": "о себе напоминают и потерянным, раз в несколько месяцев, по удобному им каналу",
    "plan.hello-to-the-lost.brief": (
        "Напомните о себе: отзыв другого клиента, полезная статья или дата дня открытых дверей; ни о чём не "
        "просите. Одному человеку, с верным именем и обращением; коротко и искренне; ничего не прося, без слова о "
        "долгах и продажах; с отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "plan.hello": "бывшим клиентам, с которыми у нас добрые отношения, напоминают о себе раз в несколько месяцев",
    "plan.hello.brief": (
        "Напомните о себе по удобному клиенту каналу, с чем-то полезным для него; ни о чём не просите. Одному "
        "человеку, с верным именем и обращением; коротко и искренне; ничего не прося, без слова о долгах и "
        "продажах; с отдельной темой письма, без тяжёлых вложений, с полной подписью."
    ),
    "plan.interview-the-loyal": "лояльные клиенты знают, почему остаются",
    "plan.interview-the-loyal.brief": (
        "Спросите, почему клиент остаётся, что заставило бы его уйти, что он думает о нас и о конкурентах; запишите."
    ),
    "act.interview-loyal": "провести интервью с лояльным клиентом",
    "plan.first-purchase": "купил один раз, {silence} назад: интересуются качеством, ничего не продают",
    "plan.first-purchase.brief": (
        "Спросите, доволен ли клиент первой покупкой, хочет ли он получать от нас вести и как."
    ),
    "act.first-purchase-check": "спросить о первой покупке",
    "plan.warm-lead": "мы сами перестали работать с его запросом: тёплый лид",
    "plan.warm-lead.brief": "Снова возьмите запрос в работу: перестали мы сами.",
    "act.take-up-lead": "вернуться к запросу",
    "channel.grave": "вина сотрудника, тяжесть для клиента {worst_severity} из 5: на территории клиента",
    "channel.two-failures": "подвели дважды подряд: едет старший",
    "channel.greeting": "знак внимания пишут, одному человеку",
    "channel.sleeping": "спящего клиента будят звонком, письмом или сообщением",
    "channel.long-ago": "потерян {days_lost} назад: визит к клиенту, не ниже уровня руководителя",
    "channel.long-ago-cheap": "потерян {days_lost} назад, и стоит недорогой попытки: письмо",
    "channel.some-time-ago": "потерян {days_lost} назад: один звонок уже не поможет",
    "channel.call": "звонок",
    "law.suppressed": "просил его забыть",
    "law.death": "клиент умер",
    "law.suspected-death": "есть подозрение, что клиент умер; до выяснения никому не пишут и не звонят",
    "law.objection": "против рекламы или профилирования",
    "law.never-again": "больше не хочет слышать о нас",
    "law.channel-refused": "отказался от этого канала: {channel}",
    "law.forbidden": "канал для этой цели не разрешён: {channel}",
    "law.opt-in": "канал требует согласия человека, а его нет в данных: {channel}",
    "law.unknown-permission": "не указано, разрешён ли здесь канал: {channel}",
    "block.refused": "отказался {refused_on}: больше не предлагают",
    "block.ordered": "заказал {ordered_on}: ждём покупку",
    "block.tries-used-up": "попыток с момента потери: {attempts}; достаточно",
    "block.not-worth-it": "обойдётся дороже отдачи (ожидаемая прибыль за вычетом затрат {expected_profit})",
    "block.holdout": "в контрольной группе кампании: не зовут, чтобы увидеть, что даёт приглашение",
    "block.in-campaign": "уже в другой кампании",
    "block.no-name": "верное имя неизвестно: знака внимания не будет",
    "block.bounced": "сообщения по каналу вернулись ({channel}): сначала найти верный адрес",
    "block.no-automation": "подвели дважды подряд: говорит человек, не автомат",
    "block.open-complaint": "открытых жалоб: {open_complaints}; урегулировать, прежде чем предлагать или поздравлять",
    "block.dispute": "открыт спор между нами",
    "block.debt": "счёт просрочен: сначала его урегулировать; знак внимания держится подальше от долгов",
    "block.open-deal": "наше КП ждёт ответа",
    "block.asked-for-later": "просил связаться {call_back_on}, не раньше",
    "block.near-greeting": "обращение и знак внимания слишком близко друг к другу",
    "block.too-many-messages": "обращений и знаков внимания за тридцать дней: {messages}",
    "block.weekend": "не в выходные",
    "block.holiday": "праздник там, где живёт человек",
    "block.owner-away": "исполнитель в этот день не работает",
    "event.declared-break": "объявленный разрыв",
    "event.contract-cancelled": "договор расторгнут",
    "event.confirmed-move": "подтверждённый уход к другому",
    "event.closed": "закрылся",
    "event.died": "умер",
    "event.dropped-by-us": "мы отказались от клиента",
    "event.complaint": "жалоба",
    "event.late-delivery": "опоздание поставки",
    "event.broken-promise": "невыполненное обещание",
    "event.billing-failure": "сбой в счёте или оплате",
    "event.supply-failure": "срыв поставки",
    "event.price-increase": "повышение цены",
    "event.range-change": "изменение ассортимента",
    "event.change-not-told": "не предупредили об изменении",
    "event.staff-incident": "инцидент с сотрудником",
    "event.missing-feature": "не хватило функции",
    "event.delivery": "поставка",
    "event.goods-returned": "возврат товара",
    "event.outage": "сбой в работе",
    "event.promise-kept": "выполненное обещание",
    "event.escalation": "обращение к руководству",
    "event.trust-doubted": "сомнение в наших словах",
    "event.staff-left": "сотрудник ушёл",
    "event.discount-asked": "просьба о скидке",
    "event.rival-offer": "предложение конкурента",
    "event.tender-lost": "проигран тендер",
    "event.rumour": "слух",
    "event.outside-pressure": "давление извне",
    "event.rival-contract": "договор с конкурентом",
    "event.multi-sourcing": "закупки у нескольких поставщиков",
    "event.management-change": "смена руководства",
    "event.contact-left": "контактное лицо ушло",
    "event.related-supplier": "поставщик-родственник",
    "event.payment-overdue": "просрочка оплаты",
    "event.payment-settled": "просрочка погашена",
    "event.terms-breached": "нарушение условий клиентом",
    "event.insolvency": "банкротство",
    "event.moved-away": "переезд",
    "event.hard-times": "трудные времена",
    "event.project-finished": "проект завершён",
    "event.in-house": "стал делать сам",
    "event.stated-reason": "названная причина",
    "event.deal-lost": "проиграна сделка",
    "event.could-leave": "что может заставить уйти",
    "event.survey": "опрос",
    "event.interview": "интервью",
    "event.reason-overturned": "причина отпала",
    "event.clue-sought": "поиск следов",
    "event.verified-cause": "подтверждённая причина",
    "event.contact": "контакт",
    "event.greeting": "знак внимания",
    "event.offer": "предложение",
    "event.apology": "извинение",
    "event.cause-fixed": "причина устранена",
    "event.reply": "ответ клиента",
    "event.referral": "рекомендация",
    "event.testimonial": "отзыв",
    "event.account-merged": "объединение учётных записей",
    "event.re-registered": "перерегистрация",
    "event.buys-through": "покупает через других",
    "event.result": "результат",
    "event.decision": "решение",
    "event.objection": "возражение против обращений",
    "event.bounced": "сообщение не доставлено",
    "event.dispute": "спор",
    "event.quote": "КП",
    "event.campaign": "кампания",
    "event.holdout": "контрольная группа",
    "event.other-person-wanted": "просит другого менеджера",
    "event.inquiry": "запрос",
    "event.lead-dropped": "лид заброшен",
    "figure.loss-rate": "уровень оттока за период",
    "figure.loss-rate-year": "уровень оттока за год",
    "figure.money-lost": "потерянная выручка в год",
    "figure.value-lost": "ценность потерянных клиентов",
    "figure.client-value": "ценность клиента",
    "figure.money-at-stake": "ценность, которая уходит за год",
    "figure.avoidable": "потеряны, и это можно было предотвратить",
    "figure.avoidable-money": "выручка в год, которую можно было сохранить",
    "figure.inevitable": "потеряны неизбежно",
    "figure.inevitable-money": "выручка в год, потерянная неизбежно",
    "figure.cause-unknown": "потеряны, и никто не знает почему",
    "figure.cause-unknown-money": "выручка в год, потерянная неизвестно почему",
    "figure.referrals-lost": "рекомендаций в год, которых не будет",
    "figure.taken-along": "клиентов, которых, по опыту, уводят обиженные",
    "figure.may-return": "из потерянных могут вернуться, если позвать",
    "figure.came-back": "потеряны и вернулись в том же периоде",
    "figure.partial-losses": "направлений, где клиенты ушли, оставшись в других",
    "grade.own": "собственные данные",
    "grade.study": "исследование",
    "grade.word": "слово практика",
    "losses.by-employee": "по сотрудникам",
    "losses.by-segment": "по сегментам",
    "losses.by-cohort": "по когортам",
    "losses.by-side": "по сторонам",
    "losses.by-reason": "по причинам",
    "losses.by-part": "по направлениям",
    "losses.by-period": "по периодам",
    "ReturnClass.1": "в первую очередь",
    "ReturnClass.2": "вернуть обязательно",
    "ReturnClass.3": "вернуть по возможности",
    "ReturnClass.4": "отпустить",
    "side.competitor": "сторона конкурента",
    "side.company": "наша сторона",
    "side.client": "сторона клиента",
    "push.level": "общий уровень",
    "push.season of the year": "время года",
    "push.rhythm and silence": "ритм и молчание",
    "push.number of purchases": "число покупок",
    "push.length of the silence": "длительность молчания",
    "push.usual gap": "обычный интервал",
    "push.irregularity": "нерегулярность",
    "push.purchases in the last horizon": "покупки за последний горизонт",
    "push.purchases in the last three horizons": "покупки за три последних горизонта",
    "push.purchases in the same season of earlier years": "покупки в тот же сезон прошлых лет",
    "Band.below the band": "ниже нормы",
    "Band.within the band": "в пределах нормы",
    "Band.above the band": "выше нормы",
    "Band.cannot tell yet": "пока не судить",
    "Place.not a client yet": "ещё не клиент",
    "Place.client": "клиент",
    "Place.dormant": "спящий",
    "Place.lost": "потерян",
    "Standing.prospect": "потенциальный",
    "Standing.one-time": "разовый",
    "Standing.active": "активный",
    "Standing.at risk": "под угрозой",
    "Standing.in pause": "на паузе",
    "Standing.returned": "вернувшийся",
    "Standing.dormant": "спящий",
    "Standing.lost": "потерян",
    "Standing.lost twice": "потерян дважды",
    "channel.visit": "визит",
    "channel.meeting": "встреча",
    "channel.letter": "письмо почтой",
    "channel.mail": "электронное письмо",
    "channel.sms": "СМС",
    "role.account owner": "ответственный за клиента",
    "role.leader of the return": "ведущий возврата",
    "role.head of return": "руководитель возврата",
    "role.manager": "руководитель",
    "role.director": "директор",
    "role.operations": "операционный отдел",
    "role.accounting": "бухгалтерия",
    "role.marketing": "маркетинг",
    "grade.known": "известно",
    "grade.assumed": "допущено",
    "grade.unknown": "неизвестно",
    "unit.count": "число",
    "unit.days": "дни",
    "unit.money": "деньги",
    "unit.probability": "вероятность",
    "unit.ratio": "отношение",
    "unit.date": "дата",
    "unit.text": "текст",
    "unit.flag": "да или нет",
    "cannot-tell-yet": "пока не определить",
    "explain.outlook": "ВЕРОЯТНОСТЬ НОВОЙ ПОКУПКИ",
    "explain.push": "{fact}: шансы {times} к среднему клиенту базы",
    "explain.why": "ПОЧЕМУ",
    "explain.verified": "подтверждено",
    "explain.unverified": "не подтверждено",
    "explain.worth": "ЦЕННОСТЬ",
    "explain.plan": "ПЛАН",
    "explain.hiatus-lost": "по простому правилу потерян: молчит {silence}, порог — {days}",
    "explain.hiatus-here": "по простому правилу ещё с нами: молчит {silence}, порог — {days}",
    "explain.parts": "НАПРАВЛЕНИЯ",
    "explain.value": (
        "ценность второй жизни {value}, вероятность возврата {chance}, затраты {cost}, ожидаемая прибыль {expected}"
    ),
    "explain.basis": "основа оценки: {basis}",
    "explain.chance": "{chance} на горизонте {horizon}",
    "explain.learnt": "веса уточнены по нашим подтверждённым случаям: {cases}",
    "explain.unknown": "ни одна из причин в данных: {p}",
    "explain.class": "класс {number}",
    "explain.overdue": "(просрочено)",
    "explain.because": "потому что",
    "explain.lost-on": "дата потери: {day}",
    "explain.rule": "правило",
    "explain.warning": "учтите: {warning}",
    "explain.no-cause": "данные не указывают ни на одну причину: спросите",
    "explain.contradiction": "противоречие",
    "explain.assumed": "неизвестно: {inputs}",
    "explain.not-now": "не сейчас",
    "explain.offer": "предложение",
    "explain.possible": "возможно: {possible}",
    "outlook.chance": "вероятность новой покупки: {chance} на горизонте {horizon}",
    "outlook.odds": "шансы",
    "outlook.fact": "по сравнению со средним клиентом базы",
    "outlook.part": "направление",
    "review.standing": "статус",
    "plan.why": "почему",
    "explain.weight": "логарифм шансов",
    "worth.factor": "что влияет на вероятность возврата",
    "worth.input": "показатель",
    "worth.amount": "значение",
    "worth.grade": "насколько известно",
    "worth.how": "как получено",
    "worth.value": "вторая жизнь",
    "worth.chance": "вероятность возврата",
    "worth.cost": "затраты",
    "worth.expected": "ожидаемая прибыль",
    "contradiction.verified": "подтверждено больше одной причины: главной может быть только одна",
    "contradiction.stated": "{said}; по данным скорее: {rather}",
    "contradiction.evidence": "{for}; но {against}",
    "explain.probability": "главная причина с вероятностью",
    "explain.reason": "причина",
    "explain.evidence": "что говорит за и против",
    "explain.others": "все остальные причины",
    "explain.none-on-record": "ни одна из причин в данных",
    "explain.settles": "решает вопрос",
    "explain.destination": "сейчас покупает у {rival}: это куда ушёл, а не почему",
    "explain.ask": "спросить следующим",
    "said.confirmed": "сказанное подтверждено записью, не зависящей от сказавшего",
    "said.denied": "сказано, что причина не в этом",
    "card.cause": "{reason} ({p}, {state})",
    "card.cause-unknown": "неизвестно: спросите",
    "card.complaint": "жалоба, давность — {days}",
    "card.last-order": "последний заказ",
    "card.why": "почему ушёл",
    "card.brief": "что сделать",
    "card.opening": "начать с",
    "card.unsaid": "не говорить",
    "card.results": "результаты",
    "card.offer": "предложение",
    "card.limit": "до",
    "card.to": "кому",
    "card.open": "открыто",
    "desk.waiting": "что ждёт ({count})",
    "desk.title": "неделя с {day}",
    "desk.load": "разговоров: {tasks} из {capacity}",
    "plan.day": "день",
    "review.client": "клиент",
    "plan.step": "что",
    "plan.who": "кто",
    "plan.look-again": "вернуться к этому",
    "desk.inside": "внутри фирмы",
    "desk.reserves": "следующие, если до кого-то не дозвонились",
    "desk.overdue": "просрочено",
    "desk.nobody": "в команде нет никого, кто мог бы сделать это ({role})",
    "desk.full": "неделя заполнена ({owner}, клиентов: {capacity}): сначала другие",
    "desk.no-day": "на этой неделе для этого нет открытого дня",
    "figure": "{value}",
    "figure.untold": "{title}: сказать нельзя ({note})",
    "figure.left-out": "не учтены клиенты, по которым нет данных: {count}",
    "losses.title": "ОТТОК с {start} по {end} ({why})",
    "losses.known": "по данным на {day}",
    "losses.figure": "показатель",
    "losses.made": "как получено",
    "losses.heading": "отток с {start} по {end}",
    "losses.figures": "все показатели и как они получены",
    "review.limits": "от {low} до {high}",
    "plot.funnel": "Уровень оттока и что объясняет случайность",
    "plot.all-clients": "все: {rate}",
    "plot.too-few": "; не показаны те, у кого слишком мало клиентов: {count}",
    "plot.loss-rate": "уровень оттока",
    "plot.clients-at-start": "клиентов на начало",
    "plot.by-chance": "случайность, {share}",
    "plot.flows": "Кто остаётся, уходит и возвращается",
    "plot.back": "вернулось {back} из {attempts}",
    "plot.romi": "Окупаемость вложений: {value}",
    "romi.profit": "прибыль от вернувшихся клиентов",
    "romi.contacts": "контакты",
    "romi.offers": "использованные предложения",
    "romi.driver": "доля руководителя возврата",
    "romi.fixed": "прочие затраты",
    "romi.net": "остаток",
    "plot.reasons": "Почему ушли",
    "plot.not-known": "пока неизвестно",
    "plot.rarer": "более редкие причины",
    "plot.recency-frequency": "Давность, частота и кто ушёл",
    "plot.since-last": "дней с последней покупки",
    "plot.visits": "покупок",
    "plot.share-gone": "доля ушедших",
    "plot.reliability": "Что обещали вероятности и что произошло",
    "plot.judged": "клиентов: {count}",
    "plot.brier": "оценка Брайера {own} (общая доля: {share})",
    "plot.chance-given": "вероятность покупки за {days}",
    "plot.share-bought": "доля купивших",
    "plot.retention": "Доля каждой когорты, которая ещё с нами",
    "plot.cohort": "первая покупка до (клиентов)",
    "plot.timeline": "Покупки, события и статус",
    "plot.usual-gap": "обычный интервал {gap}",
    "plot.line": "граница {line}",
    "plot.standing": "статус",
    "plot.purchases": "покупки",
    "plot.events": "события",
    "decision": "решение от {on} ({by}): {why}",
    "block.quiet-hours": "тихие часы там, где живёт человек: не раньше {first}, не позже {last}",
    "block.sunday": "воскресенье там, где живёт человек",
    "plan.waits": "ждёт шага «{act}», которого пока не будет: {why}",
    "plan.nothing-open": "ничего не делать: статус клиента — {standing}, открытых вопросов нет",
    "plan.let-go": "отпустить: {why}",
    "plan.nothing-now": "сейчас ничего не делать, потому что {why}",
    "plan.not-possible": "ничего не делать: {reason}",
    "plan.why-not": "почему нет",
    "plan.urgent": "остановить сразу",
    "plan.not-now": "НЕ СЕЙЧАС",
    "plan.withdrawn": "ОТМЕНЕНО",
    "plan.rejected": "рассмотренные и отклонённые предложения",
    "review.title": "клиентов: {count}, на {day}",
    "review.records": "О ДАННЫХ",
    "review.loss": "ОТТОК",
    "review.money-lost": "потерянная выручка в год: {money} (E3.4)",
    "review.reasons": "ПОЧЕМУ ОНИ УШЛИ",
    "review.unknown": "пока неизвестно: спросите",
    "review.across": "ПО ВСЕМ КЛИЕНТАМ",
    "review.work-first": "С КОГО НАЧАТЬ",
    "review.missing-kind": (
        "не ведётся учёт «{kind}»: из-за этого не видны причины ({count}); этот учёт помог бы больше всего"
    ),
    "review.more": "… и ещё {count}",
    "review.clients": "клиентов",
    "review.lost": "потеряно",
    "review.rate": "уровень оттока",
    "review.too-few": "если клиентов меньше {count}, уровень не считается",
    "review.class": "класс",
    "review.next-step": "следующий шаг",
    "review.found": "что найдено",
    "review.annual": "за год",
    "review.lost-of": "потеряно из",
    "review.money": "потерянная выручка в год",
    "review.band": "норма оттока",
    "review.records-count": "о данных ({count})",
    "review.period": "с {start} по {end}",
    "review.more-reasons": "другие причины",
    "yes": "да",
    "no": "нет",
    "unknown": "неизвестно",
    "no-rule": "ни одно правило книги не подходит",
    "book.rule": "правило",
    "trace.holds": "выполнено",
    "trace.with-values": "с подставленными значениями",
    "trace.tried": "проверенные правила, по порядку",
    "book.when": "когда",
    "book.says": "вывод, потому что",
    "cannot-tell": "нельзя определить без: {missing}",
    "book.binding": "(закон)",
    "chance.base-rate": "по собственным попыткам: {attempts}",
    "chance.since-loss": "с момента потери: {days}",
    "chance.tenure": "были вместе до потери: {tenure}",
    "chance.offer": "сделано предложение ценностью {offer}",
    "questions.chance": "{chance}, если позвать правильно; окупается начиная с {break_even}",
    "questions.cost": "{cost} при ценности второй жизни {value}",
}

FACTS: Final[dict[str, str]] = {
    "second_life_value": "маржа второй жизни, дисконтированная",
    "expected_profit": "ожидаемая прибыль: вероятность возврата × ценность − затраты, если возврат возможен",
    "cost_of_return": "затраты на возврат",
    "return_chance": "вероятность возврата, если позвать",
    "yearly_margin": "маржа за последние двенадцать месяцев покупок",
    "dear_to_us": "возврат дороже денег",
    "unwanted_money": "денежных доводов против",
    "margin_used": "маржа как доля выручки, известная или допущенная",
    "standing": "статус клиента",
    "is_gone": "спящий или потерянный",
    "reason": "первая причина",
    "side": "сторона первой причины",
    "reason_known": "данные говорят в пользу какой-то причины",
    "cause_p": "вероятность, что первая причина главная",
    "verified": "первая причина подтверждена",
    "recoverable": "первая причина не исключает возврата",
    "controllable": "первая причина в нашей власти",
    "stable": "первая причина обычно надолго",
    "avoidable": "потерю можно было предотвратить",
    "human_fault": "потерян по вине нашего сотрудника",
    "months_lost": "полных месяцев с даты потери",
    "days_lost": "дней с даты потери",
    "lost_on": "дата потери",
    "solved_complaints": "жалоб, решённых хорошо",
    "unsolved_complaints": "жалоб, решённых плохо или ещё открытых",
    "owner_is_culprit": "позвать может только тот, кто потерял клиента",
    "destination_known": "известно, где клиент покупает теперь",
    "emotional": "потерян по вине сотрудника тяжестью 4 или 5",
    "failed_twice": "подвели дважды подряд, второй раз, возможно, при исправлении",
    "offer_value": "ценность последнего предложения клиенту после потери",
    "money_known": "выручку можно сложить в одной валюте",
    "overdue_invoices": "счетов с просрочкой, оплаченных или нет",
    "visits": "дней с покупками",
    "silence": "дней без покупки",
    "rhythm_known": "обычный интервал известен: свой или похожих клиентов",
    "usual_gap": "обычный интервал между покупками",
    "spread": "стандартное отклонение логарифма интервала",
    "own_share": "доля собственного ритма клиента в оценке",
    "line": "молчание, с которого клиент считается ушедшим",
    "hiatus": "отношение молчания к обычному интервалу",
    "chance": "вероятность ещё одной покупки на горизонте",
    "season": "молчание, которое объясняют сезоны; 0 для клиента без сезонов",
    "breaks": "известных разрывов с последней покупки",
    "days_since_break": "дней с последнего известного разрыва",
    "project_finished": "то, для чего мы были нужны, сделано",
    "hard_times": "известно о временных трудностях клиента",
    "contract_runs": "клиент связан договором",
    "dead": "клиент умер",
    "losses": "прошлых потерь, после которых клиент вернулся",
    "confirmed_losses": "потерь, подтверждённых разрывом, включая нынешнюю",
    "returned_on": "день первой покупки после потери",
    "days_since_return": "дней с возврата клиента",
    "visits_since_return": "дней с покупками с момента возврата",
    "tenure": "дней от первой покупки до последней",
    "age": "дней с первой покупки",
    "revenue": "чистая выручка за всё время",
    "revenue_year": "чистая выручка за последние двенадцать месяцев покупок",
    "revenue_before": "чистая выручка за двенадцать месяцев покупок до них",
    "two_years": "известна выручка двух полных лет покупок",
    "ticket": "средний чек",
    "purchases_a_year": "дней с покупками за последние двенадцать месяцев покупок",
    "margin_share": "маржа как доля выручки",
    "first_on": "день первой покупки",
    "last_on": "день последней покупки",
    "break_on": "день первого известного разрыва после последней покупки",
    "complaints": "жалоб в данных",
    "open_complaints": "жалоб, ещё открытых",
    "days_since_complaint": "дней с последней жалобы",
    "worst_severity": "наибольшая тяжесть с года до последней покупки",
    "outreach": "сколько раз мы связывались с клиентом с последней покупки",
    "days_since_outreach": "дней с нашего последнего контакта",
    "attempts": "попыток вернуть с момента потери",
    "referrals": "клиентов, которых он нам привёл",
    "company": "клиент — компания",
    "objection": "клиент возражает против рекламы или профилирования",
    "owned_days": "дней, которые за клиента отвечает нынешний ответственный",
    "owner": "ответственный за клиента",
    "segment": "собственное деление фирмы",
    "rfm_recency": "пятая часть по давности покупки: 5 — самые свежие",
    "rfm_frequency": "пятая часть по частоте покупок: 5 — покупают чаще всех",
    "rfm_money": "пятая часть по выручке: 5 — приносят больше всех",
    "abc": "класс по доле выручки: A, B или C",
    "xyz": "класс по регулярности покупок: X, Y или Z",
    "inquiries": "запросов клиента, который ещё не покупал",
    "silent_part": "замолчавшее направление; пусто, пока активны все",
    "silent_share": "доля этого направления в покупках клиента за последний год",
    "kind": "вид события",
    "topic": "предмет жалобы",
    "by": "кто сообщил о событии",
    "resolution": "чем кончилась жалоба",
    "lure": "чем привлекло предложение конкурента",
    "named_reason": "причина, которую называет событие",
    "named_side": "сторона причины, которую называет событие",
    "severity": "тяжесть, как её почувствовал клиент, от 1 до 5",
    "human": "вина сотрудника",
    "employee": "сотрудник, которого это касается",
    "employee_named": "в событии назван сотрудник",
    "rival_named": "в событии назван конкурент",
    "event_on": "день события",
    "solved_well": "жалоба решена хорошо",
    "suspected": "1, если событие лишь предполагается",
    "whys": "сколько «почему» задано в интервью",
    "independent": "сообщено данными, реестром или наблюдателем",
    "ends": "событие завершает отношения с этим клиентом",
    "says_why": "событие называет причину, кодом или в тексте",
    "before_loss": "событие было до даты потери или в этот день",
    "dearer": "конкурент дороже нас",
    "in_reach": "новый адрес в нашей зоне обслуживания",
    "found": "то, что искали, найдено",
    "percent": "на сколько процентов выросла цена; 0, если не отмечено",
    "shared": "потерь, за которыми стоит имя из события",
    "shared_name": "имя из события, которое стоит за несколькими потерями",
    "untouched": "дней от нашего последнего контакта (или первой покупки) до потери",
    "handed_over": "дней от последней смены ответственного до потери",
    "purpose": "зачем связываются с человеком",
    "channel": "как связываются с человеком",
    "act": "вид шага",
    "stage": "этап возврата, от 1 до 7",
    "weekday": "день недели, 0 — понедельник",
    "permission": "разрешён ли контакт",
    "channel_refused": "человек отказался от этого канала",
    "named": "верное имя человека известно",
    "holiday": "праздник там, где живёт человек",
    "owner_away": "сотрудник в этот день не работает",
    "near_greeting": "обращение и знак внимания в пределах недели",
    "messages": "обращений и знаков внимания за тридцать дней",
    "address_bounced": "сообщения по этому каналу не доставлены",
    "too_early": "раньше дня, на который нас отложил клиент",
    "return_class": "класс возврата, от 1 (в первую очередь) до 4 (отпустить)",
    "confident": "первая причина вероятнее всех остальных вместе",
    "interviewed": "с клиентом провели интервью после последней покупки",
    "contact_died": "недавно умерло контактное лицо клиента",
    "death_suspected": "смерть предполагается, но не подтверждена",
    "inherited": "клиент принят ответственным слишком недавно, чтобы потерять его",
    "never_again": "клиент больше не хочет слышать о нас",
    "refused": "клиент отказался после потери",
    "refused_on": "день отказа клиента",
    "ordered_on": "день заказа клиента, покупка ещё не в данных",
    "ordered": "клиент заказал, покупки ещё нет в данных",
    "reply_waits": "клиент ответил, и никто этим не занялся",
    "replied_on": "день ответа клиента",
    "call_back_on": "день, до которого клиент просил не беспокоить",
    "call_back": "клиент просил перезвонить позже",
    "wrong_person": "наш контакт ушёл или не тот, другого не знаем",
    "dropped_lead": "мы перестали работать с его запросом",
    "debt": "просроченный счёт не урегулирован",
    "dispute": "открыт спор между нами",
    "open_deal": "наше КП ждёт ответа",
    "holdout": "клиент в контрольной группе кампании",
    "in_campaign": "клиент в другой кампании",
    "suppressed": "клиент просил его забыть",
    "consent_not_asked": "клиента не спросили, как он хотел бы получать от нас вести",
    "praised": "клиент дал отзыв после возврата",
    "birthday_near": "скоро день рождения контактного лица",
    "occasion_near": "скоро повод, важный для отрасли клиента",
    "occasion": "ближайший повод",
    "loyal": "покупает годами без потерь",
    "has_until": "то, что мешает возврату, когда-нибудь кончится",
    "until_when": "что снимет препятствие возврату",
    "tie_known": "известен день, когда клиент освободится",
    "tie_ends": "день, когда кончится связь клиента с другим поставщиком",
    "people": "сколько человек получают сообщение",
    "addressed": "в тексте есть имя или обращение",
    "nameless": "имя человека точно не известно",
    "holes": "подстановка осталась незаполненной",
    "general": "обращено ко всем и ни к кому",
    "words": "слов в тексте",
    "asks_for": "о чём просит или что продаёт",
    "debt_named": "что сказано о долге",
    "delicate": "то, чему никогда не место в тексте клиенту",
    "near_business": "в пределах недели есть обращение или напоминание",
    "expected": "клиент получал от нас вести за последние две недели",
    "own_subject": "тема письма написана для этого человека",
    "attached": "вложений, мегабайт",
    "unsigned": "чего не хватает в подписи",
    "mail": "отправляется электронной почтой",
}

RUSSIAN: Final = Words(phrases=PHRASES, facts=FACTS)
