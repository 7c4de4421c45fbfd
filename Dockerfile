# briefgen with all that it needs, for machines on which nothing is to be installed; docs/ci.md tells how to use it.
#
#   docker build --tag briefgen .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/project" briefgen build

# Debian 12 with Python 3.13.14, of 5 August 2026, for every processor that the base exists for.
FROM python:3.13-slim-bookworm@sha256:67a1e1f215ccda113cfc024e8639049257e88f273898f595b61476d128d387e8 AS made
WORKDIR /source
RUN python -m venv --without-pip /briefgen
COPY requirements/build.txt requirements/
RUN pip --python /briefgen/bin/python install --no-cache-dir --no-compile --only-binary :all: --require-hashes \
    --requirement requirements/build.txt
COPY LICENSE README.md pyproject.toml ./
COPY src src
COPY styles styles
COPY templates templates
RUN pip --python /briefgen/bin/python install --no-cache-dir --no-compile --no-deps --no-build-isolation --no-index . \
    && (/briefgen/bin/python -m compileall -q /briefgen/lib || true)

FROM python:3.13-slim-bookworm@sha256:67a1e1f215ccda113cfc024e8639049257e88f273898f595b61476d128d387e8
# What scripts/setup.sh wants of a system, and what releases ask of it: of which commit they are (git), and to be signed
# (ssh-keygen). Fonts come with the project, so the system has none.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
       git libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --user-group --no-create-home briefgen
COPY --from=made /briefgen /briefgen
# Whoever runs it may be a user that the image does not know, who has no home of their own.
ENV PATH=/briefgen/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1
WORKDIR /project
USER briefgen
ENTRYPOINT ["briefgen"]
CMD ["--help"]
