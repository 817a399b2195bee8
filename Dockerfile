# Two stages: the first builds, the second holds what runs. No network is needed at run time.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY tools tools
COPY src src
COPY web web
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
WORKDIR /workspace
EXPOSE 8484
ENTRYPOINT ["node", "/app/dist/lookback.js"]
CMD ["--help"]
