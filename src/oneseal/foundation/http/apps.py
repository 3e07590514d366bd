from django.apps import AppConfig


class HttpApp(AppConfig):
    name = "oneseal.foundation.http"
    label = "foundation_http"

    def ready(self) -> None:
        from oneseal.foundation.http import sentences
        from oneseal.foundation.http.kernel_sentences import KERNEL_SENTENCES

        sentences.register(KERNEL_SENTENCES)
