const response = await fetch("https://api.hexclave.com/api/v1/emails/outbox", {
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
