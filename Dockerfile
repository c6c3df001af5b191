# The service alone: its Neo4j is elsewhere (NEO4J_URI), so there is no Java here.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No install script is needed at run time; the package `node` brings a Node of its own, which this image has already.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node node_modules/.bin/node && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 ALIGHT_HOME=/var/lib/alight
# Refused lines are kept here.
RUN install -d -o node -g node -m 700 /var/lib/alight
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json schema.graphql ./
COPY seed seed
COPY src src
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts", "serve"]
