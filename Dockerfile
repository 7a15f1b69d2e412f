# The page.
FROM node:20-bookworm-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc* ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

# The program, with the page inside and the C driver of SQLite.
FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
COPY scrape/prose/nodateparser scrape/prose/nodateparser
COPY scrape/prose/nolanguage scrape/prose/nolanguage
RUN go mod download
COPY . .
COPY --from=page /src/frontend/dist frontend/dist
ARG VERSION=unknown
RUN CGO_CFLAGS="-O2 -DSQLITE_ENABLE_QPSG" go build -tags nomsgpack,sqlite_fts5 -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /truceline .

# What runs: no shell user, no root, one folder that is kept.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --create-home truceline
COPY --from=program /truceline /usr/local/bin/truceline
COPY LICENSE NOTICE /usr/share/doc/truceline/
USER truceline
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["truceline", "health", "--addr", "127.0.0.1:8080"]
ENTRYPOINT ["truceline"]
CMD ["serve", "--addr", "0.0.0.0:8080", "--db", "/data/truceline.db"]
