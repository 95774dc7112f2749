const response = await fetch("https://api.hexclave.com/api/v1/auth/password/set", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "X-Hexclave-Access-Token": "<the user's access token>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    password: "placeholder-password",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
