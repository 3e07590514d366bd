from oneseal.dispatch.services.choosing import ChoiceTold, way_choose
from oneseal.dispatch.services.posting import parcel_ask_later, parcel_book, parcel_to_window, parcels_ask_now
from oneseal.dispatch.services.serving import result_viewed
from oneseal.dispatch.services.tracking import parcel_ask

__all__ = [
    "ChoiceTold",
    "parcel_ask",
    "parcel_ask_later",
    "parcel_book",
    "parcel_to_window",
    "parcels_ask_now",
    "result_viewed",
    "way_choose",
]
