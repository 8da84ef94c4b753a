# The product's images: docker build --target app|reports|backup .
#   app      API, workers, bot, migrations and the commands under ops/
#   reports  the worker that makes PDF, with LibreOffice
#   backup   the worker that makes backups, with PostgreSQL's own client
# A release pins the bases by digest: --build-arg NODE_IMAGE=node:20.20.2-bookworm-slim@sha256:…
# All three are of one Debian: the programs of the first and the last run on the libraries of the second.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG POSTGRES_IMAGE=postgres:18-bookworm

FROM ${NODE_IMAGE} AS node

FROM ${POSTGRES_IMAGE} AS postgres

FROM node AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -rf dist/runtime dist/.[a-z]*

FROM node AS production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts
COPY ops/image/prune.mjs /tmp/prune.mjs
RUN node /tmp/prune.mjs /app && rm package-lock.json .npmrc

FROM ${DEBIAN_IMAGE} AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
RUN groupadd --gid 10001 proverka \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin proverka
COPY --from=node /usr/local/bin/node /usr/local/bin/node
LABEL org.opencontainers.image.title="Proverka" \
      org.opencontainers.image.description="Checks on the shop floor that cannot be forgotten" \
      org.opencontainers.image.licenses="Apache-2.0"
# Nothing is kept in a container: what is written while it runs lies under /tmp.
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    HOME=/tmp \
    RUNTIME_DIR=/tmp/proverka \
    HOST=0.0.0.0 \
    PORT=8080 \
    METRICS_HOST=0.0.0.0 \
    DEMO_DATA=false
WORKDIR /app
STOPSIGNAL SIGTERM
# It waits for LibreOffice's processes that nobody else waits for, and hands signals on.
ENTRYPOINT ["tini", "--"]
# What a release is called comes last in each image: before, it would have LibreOffice installed anew by every release.

FROM base AS app
COPY --from=production /app ./
COPY --from=build /src/dist ./dist
COPY LICENSE ./
ARG VERSION=0.1.0 COMMIT=unknown CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      org.opencontainers.image.created="${CREATED}"
ENV BUILD_COMMIT=${COMMIT}
USER 10001:10001
EXPOSE 8080 9464 9465
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "dist/ops/image/health.mjs", "http://127.0.0.1:8080/health/ready"]
CMD ["node", "dist/api/main.js"]

FROM base AS reports
RUN apt-get update \
 && apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui python3-uno fonts-liberation \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=production /app ./
COPY --from=build /src/dist ./dist
COPY LICENSE ./
ARG VERSION=0.1.0 COMMIT=unknown CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      org.opencontainers.image.created="${CREATED}"
ENV BUILD_COMMIT=${COMMIT}
USER 10001:10001
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "dist/ops/image/health.mjs", "http://127.0.0.1:9464/health"]
CMD ["node", "dist/worker/main.js", "--queues", "reports"]

FROM base AS backup
# pg_dump of the very server that it dumps: no version of its own, no repository beside Debian's. What Debian's libpq needs,
# PostgreSQL's own needs too.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpq5 liblz4-1 libzstd1 zlib1g \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/*
COPY --from=postgres /usr/lib/postgresql/*/bin/pg_dump /usr/lib/postgresql/*/bin/pg_restore /usr/local/bin/
COPY --from=postgres /usr/lib/*-linux-gnu/libpq.so.5* /usr/local/lib/
RUN ldconfig && pg_dump --version && pg_restore --version
COPY --from=production /app ./
COPY --from=build /src/dist ./dist
COPY LICENSE ./
ARG VERSION=0.1.0 COMMIT=unknown CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      org.opencontainers.image.created="${CREATED}"
ENV BUILD_COMMIT=${COMMIT}
USER 10001:10001
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "dist/ops/image/health.mjs", "http://127.0.0.1:9464/health"]
CMD ["node", "dist/worker/main.js", "--queues", "backup"]
