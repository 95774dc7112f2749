const response = await fetch("https://api.hexclave.com/api/v1/users/me", {
  method: "PATCH",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
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
