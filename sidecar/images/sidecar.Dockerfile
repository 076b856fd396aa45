# The sidecar as one file. Build it from the repository's root:
#   docker build -f sidecar/images/sidecar.Dockerfile -t registry.example/greenlight-sidecar .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# esbuild needs its install script.
RUN npm ci --ignore-scripts && npm rebuild esbuild
COPY tsconfig.json ./
COPY lib/contracts lib/contracts
COPY sidecar/src sidecar/src
# Express asks for its parts with require, which a module has to make itself.
RUN node_modules/.bin/esbuild sidecar/src/main.ts --bundle --platform=node --target=node24 --format=esm --outfile=main.mjs \
  --banner:js="import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

FROM node:24.21.0-bookworm-slim
RUN mkdir -p /data /freeze /events && chown node:node /data /freeze /events
COPY --from=build /build/main.mjs /opt/greenlight/main.mjs
USER node
CMD ["node", "/opt/greenlight/main.mjs"]
