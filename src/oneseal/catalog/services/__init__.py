from oneseal.catalog.services.adjusting import adjustment_decide
from oneseal.catalog.services.blindness import blind_topics_choose
from oneseal.catalog.services.completing import listed_item_complete
from oneseal.catalog.services.editing import element_set, elements_set, item_draft_from_reference, item_revise
from oneseal.catalog.services.laws import EndingTold, law_end, law_ending_withdraw, laws_load
from oneseal.catalog.services.ledgers import (
    CertificateTold,
    DutyTold,
    LicenceTypeTold,
    certificate_list,
    duty_set,
    licence_type_set,
    licence_types_load,
)
from oneseal.catalog.services.levels import directory_rename
from oneseal.catalog.services.listing import ListingReport, listing_import, listing_look
from oneseal.catalog.services.publishing import item_publish
from oneseal.catalog.services.reviewing import (
    draft_hand_in,
    draft_pass,
    draft_return,
    draft_take_back,
    remark_answer,
    remark_make,
    remark_settle,
    reviews_choose,
)
from oneseal.catalog.services.stationing import item_station

__all__ = [
    "CertificateTold",
    "DutyTold",
    "EndingTold",
    "LicenceTypeTold",
    "ListingReport",
    "adjustment_decide",
    "blind_topics_choose",
    "certificate_list",
    "directory_rename",
    "draft_hand_in",
    "draft_pass",
    "draft_return",
    "draft_take_back",
    "duty_set",
    "element_set",
    "elements_set",
    "item_draft_from_reference",
    "item_publish",
    "item_revise",
    "item_station",
    "law_end",
    "law_ending_withdraw",
    "laws_load",
    "licence_type_set",
    "licence_types_load",
    "listed_item_complete",
    "listing_import",
    "listing_look",
    "remark_answer",
    "remark_make",
    "remark_settle",
    "reviews_choose",
]
