const response = await fetch("https://api.hexclave.com/api/v1/auth/oauth/cross-domain/authorize", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Access-Token": "<the user's access token>",
    "X-Hexclave-Refresh-Token": "<the user's refresh token>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    redirect_uri: "https://other.example.com/callback",
    state: "state-placeholder",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
