# n8n with Greenlight's nodes and the hook that refuses runs of a frozen workspace. Build it from the repository's root:
#   docker build -f sidecar/images/n8n.Dockerfile -t registry.example/greenlight-n8n .
FROM node:24.21.0-bookworm-slim AS modules
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts

FROM docker.n8n.io/n8nio/n8n:2.39.10
USER root
# Named volumes take over the owner that their folder has in the image.
RUN mkdir -p /freeze /events && chown node:node /freeze /events
COPY --from=modules /build/node_modules/nodemailer /opt/greenlight/node_modules/nodemailer
COPY --from=modules /build/node_modules/ipaddr.js /opt/greenlight/node_modules/ipaddr.js
COPY sidecar/n8n/nodes /opt/greenlight/nodes
COPY sidecar/n8n/hooks /opt/greenlight/hooks
USER node
