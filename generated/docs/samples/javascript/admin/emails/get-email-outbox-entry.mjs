const response = await fetch("https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11", {
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
