from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from evidence.models import EvidenceFile
from evidence.serving import file_response
from unions.policy import OfficerRequest, for_officers


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def file_detail(request: OfficerRequest, file_id: int) -> FileResponse:
    files = EvidenceFile.objects.visible_to(request.officer)
    return file_response(get_object_or_404(files, pk=file_id))
