# The styles' and scripts' libraries.
FROM node:22-bookworm-slim AS libraries
WORKDIR /src
COPY app/web/assets/package.json app/web/assets/package-lock.json app/web/assets/fonts.mjs ./
RUN npm ci --no-audit --no-fund

# One static program with everything in it: pages, styles, migrations, time zones.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=libraries /src/node_modules app/web/assets/node_modules
RUN go run ./app/web/assets/build \
 && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /hubittaako ./app

# Nothing else is on the machine: no shell, no package, no other user.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /hubittaako /hubittaako
USER 65532:65532
ENV ENV=production ADDR=:8080
EXPOSE 8080
ENTRYPOINT ["/hubittaako"]
CMD ["serve"]
