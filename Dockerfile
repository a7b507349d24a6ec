# The server with its web client. The workspace (database, keys, uploads) lives on the volume /data.
FROM node:20.20.2-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Agent.Core/Agent.Core.csproj src/Agent.Core/
COPY src/Agent.Infrastructure/Agent.Infrastructure.csproj src/Agent.Infrastructure/
COPY src/Agent.SemanticKernel/Agent.SemanticKernel.csproj src/Agent.SemanticKernel/
COPY src/Agent.Api/Agent.Api.csproj src/Agent.Api/WebClient.targets src/Agent.Api/
# --build-arg SEMANTIC_KERNEL=true builds Semantic Kernel and the vendors' clients in.
ARG SEMANTIC_KERNEL=false
RUN dotnet restore src/Agent.Api -p:WebClient=false -p:SemanticKernel=$SEMANTIC_KERNEL
COPY src/web/package.json src/web/package-lock.json src/web/.npmrc src/web/
RUN cd src/web && npm ci --no-audit --no-fund
COPY prompts/ prompts/
COPY src/ src/
RUN dotnet publish src/Agent.Api -c Release -o /app --no-restore -p:SemanticKernel=$SEMANTIC_KERNEL

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && mkdir /data && chown $APP_UID /data
COPY --from=build /app /app
# Outside the container only what the port mapping lets through arrives here, so it listens on all of the container's addresses.
ENV ASPNETCORE_URLS=http://+:5080 AGENT_DATA=/data
USER $APP_UID
VOLUME /data
EXPOSE 5080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD curl -fsS http://127.0.0.1:5080/readyz || exit 1
WORKDIR /app
ENTRYPOINT ["dotnet", "Agent.Api.dll"]
