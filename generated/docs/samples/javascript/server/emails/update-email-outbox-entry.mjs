const response = await fetch("https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11", {
  method: "PATCH",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    scheduled_at_millis: 1760007200000,
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
