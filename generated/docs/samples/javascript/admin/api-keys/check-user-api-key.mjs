const response = await fetch("https://api.hexclave.com/api/v1/user-api-keys/check", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    api_key: "sk_placeholder_api_key",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
