const response = await fetch("https://api.hexclave.com/api/v1/auth/oauth/token", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    grant_type: "refresh_token",
    client_id: "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
    client_secret: "__stack_public_client__",
    refresh_token: "refresh-token-placeholder",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
