using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/oauth-providers");
request.Headers.Add("X-Hexclave-Access-Type", "server");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>");
request.Content = new StringContent(
    """
    {
      "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
      "provider_config_id": "github",
      "email": "ada@example.com",
      "allow_sign_in": true,
      "allow_connected_accounts": false,
      "account_id": "583231"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
