// Starts Swagger UI on the document of this installation, in the language of the page.
// A file of its own, since the page's policy allows no script in the page.
"use strict";

const language = document.documentElement.lang;

// The document speaks both languages, one after the other; the page has chosen one.
function inOneLanguage(info) {
  return { ...info, description: info.description.split("\n\n---\n\n")[0] };
}

// The browser knows best where the API stands: behind a proxy the server may not.
function forThisPage(description) {
  const base = new URL(".", window.location.href).href.replace(/\/$/, "");
  for (const item of Object.values(description.paths)) {
    for (const operation of Object.values(item).filter((each) => each.servers)) {
      operation.servers = [{ url: window.location.origin }];
    }
  }
  const servers = [{ ...description.servers[0], url: base }];
  return { ...description, info: inOneLanguage(description.info), servers };
}

async function start() {
  const answer = await fetch("openapi.json", { headers: { "Accept-Language": language } });
  if (!answer.ok) {
    throw new Error(`openapi.json: ${answer.status}`);
  }
  SwaggerUIBundle({
    spec: forThisPage(await answer.json()),
    dom_id: "#swagger-ui",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayOperationId: true,
    docExpansion: "none",
    filter: true,
    persistAuthorization: false,
    validatorUrl: null,
    requestInterceptor(request) {
      request.headers["Accept-Language"] = language;
      return request;
    },
  });
}

start().catch((error) => {
  document.getElementById("failure").hidden = false;
  console.error(error);
});
