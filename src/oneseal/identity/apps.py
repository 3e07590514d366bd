from django.apps import AppConfig


class IdentityApp(AppConfig):
    name = "oneseal.identity"
    label = "identity"

    def ready(self) -> None:
        from oneseal.foundation.http import actors, sentences
        from oneseal.identity.selectors import actor_for_account
        from oneseal.identity.sentences import SENTENCES

        actors.register(actor_for_account)
        sentences.register(SENTENCES)
