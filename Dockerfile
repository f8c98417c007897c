# The program alone: static, without root, on an empty file system.
#   docker build -t tracker .
#   docker run -p 127.0.0.1:5555:5555 -v data:/var/lib/tracker tracker

FROM rust:1.95-alpine AS build
RUN apk add --no-cache build-base ca-certificates nodejs npm
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin tracker \
    && install -D target/release/tracker /image/bin/tracker \
    && install -D /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ca-certificates.crt \
    && install -d -m 0700 -o 65532 -g 65532 /image/var/lib/tracker \
    && install -d -m 1777 /image/tmp

FROM scratch
COPY --from=build /image /
USER 65532:65532
ENV TRACKER_DATABASE=/var/lib/tracker/tracker.db TRACKER_LISTEN=0.0.0.0:5555
VOLUME /var/lib/tracker
EXPOSE 5555
HEALTHCHECK --interval=1m --timeout=15s --start-period=1m CMD ["/bin/tracker", "healthcheck"]
ENTRYPOINT ["/bin/tracker"]
CMD ["serve"]
