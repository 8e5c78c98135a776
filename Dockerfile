FROM python:3.11-slim-bookworm

# Pango and HarfBuzz lay out the documents; Debian's Fandol faces are 仿宋, 楷体 and 黑体 for them.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && cd /tmp && apt-get download texlive-lang-chinese \
    && dpkg-deb -x texlive-lang-chinese_*.deb fandol \
    && mkdir /fonts \
    && find fandol \( -name 'Fandol*.otf' -o -path '*fandol/COPYING*' \) -exec cp {} /fonts \; \
    && rm -rf /tmp/* /var/lib/apt/lists/*

WORKDIR /portal
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY . .

# Static files are part of the image. The settings want addresses; none of them is asked here.
ENV HEJIA_VAR=/data HEJIA_FONTS=/fonts HEJIA_COMPRESS=1 PYTHONUNBUFFERED=1
RUN HEJIA_SECRET_KEY=unused HEJIA_FIELD_KEYS=unused HEJIA_INDEX_KEY=unused REDIS_URL=redis://x \
    DATABASE_URL=postgres://x OWNER_DATABASE_URL=postgres://x PLATFORM_DATABASE_URL=postgres://x \
    python manage.py collectstatic --noinput \
    && useradd --system hejia && install -d -o hejia /data/media

USER hejia
CMD ["gunicorn", "--bind=0.0.0.0:8000", "--workers=4", "--threads=4", "--preload", "--no-control-socket", "config.wsgi"]
