"""What search engines are asked to leave alone."""

from django.http import HttpRequest, HttpResponse

from unions.policy import public

# The header of the page itself says noindex too, to those that come all the same.
RULES = "User-agent: *\nDisallow: /assistance/publicity/\n"


@public("Crawlers read it before anything else.")
def robots_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse(RULES, content_type="text/plain")
