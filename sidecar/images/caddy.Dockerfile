# Caddy without root. Build it from the repository's root:
#   docker build -f sidecar/images/caddy.Dockerfile -t registry.example/greenlight-caddy .
FROM caddy:2.10.2-alpine
# The file's capability would keep it from starting where no capability is granted; Docker lets every user listen at 443.
RUN setcap -r /usr/bin/caddy && adduser -D -H -u 10001 door
USER 10001
