const response = await fetch("https://api.hexclave.com/api/v1/auth/password/sign-up", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    email: "ada@example.com",
    password: "placeholder-password",
    verification_callback_url: "https://example.com/verify",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
