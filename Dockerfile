# The grown profile's image: one program, the verb decides what a container does.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements/bootstrap.txt requirements/run.txt requirements/
RUN python -m venv /app/.venv \
    && /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
    && /app/.venv/bin/uv pip install --no-cache --python /app/.venv/bin/python --require-hashes -r requirements/run.txt

FROM python:3.11-slim-bookworm
# Fonts for Khmer, Lao, Thai, Chinese, Japanese and Korean in charts and documents.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-core fonts-noto-cjk fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /home/diembao diembao \
    && install -d -o diembao -g diembao /data /data/warc
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY language language
COPY crawler crawler
COPY classifier classifier
COPY search search
COPY archive archive
COPY desk desk
COPY reports reports
COPY web web
COPY pipeline pipeline
COPY config config
COPY demo demo
COPY locale locale
RUN printf '/app\n' > /app/.venv/lib/python3.11/site-packages/diembao.pth \
    && printf '#!/app/.venv/bin/python\nimport sys\n\nfrom config.command import main\n\nsys.exit(main())\n' > /app/.venv/bin/diembao \
    && chmod 755 /app/.venv/bin/diembao
ENV PATH=/app/.venv/bin:$PATH DIEMBAO_HOME=/data PYTHONUNBUFFERED=1
USER diembao
VOLUME ["/data"]
ENTRYPOINT ["diembao"]
CMD ["--help"]
