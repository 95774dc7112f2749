using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/auth/oauth/token");
request.Content = new StringContent(
    """
    {
      "grant_type": "refresh_token",
      "client_id": "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
      "client_secret": "__stack_public_client__",
      "refresh_token": "refresh-token-placeholder"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
