const response = await fetch("https://api.hexclave.com/api/v1/users/me", {
  method: "PATCH",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    display_name: "Ada King",
    server_metadata: {
      customer_number: 1815,
    },
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
