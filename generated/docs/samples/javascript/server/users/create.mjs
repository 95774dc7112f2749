const response = await fetch("https://api.hexclave.com/api/v1/users", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    primary_email: "ada@example.com",
    primary_email_verified: true,
    primary_email_auth_enabled: true,
    display_name: "Ada Lovelace",
    server_metadata: {
      customer_number: 1815,
    },
    password: "placeholder-password",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
