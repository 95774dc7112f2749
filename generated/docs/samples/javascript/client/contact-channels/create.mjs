const response = await fetch("https://api.hexclave.com/api/v1/contact-channels", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    user_id: "me",
    value: "ada@example.com",
    type: "email",
    used_for_auth: true,
    is_primary: true,
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
