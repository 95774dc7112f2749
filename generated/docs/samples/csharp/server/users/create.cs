using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/users");
request.Headers.Add("X-Hexclave-Access-Type", "server");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>");
request.Content = new StringContent(
    """
    {
      "primary_email": "ada@example.com",
      "primary_email_verified": true,
      "primary_email_auth_enabled": true,
      "display_name": "Ada Lovelace",
      "server_metadata": {
        "customer_number": 1815
      },
      "password": "placeholder-password"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
