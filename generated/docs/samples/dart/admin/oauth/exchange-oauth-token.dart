import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/auth/oauth/token'),
    headers: {
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'grant_type': 'refresh_token',
      'client_id': '6fbbf22e-f4b2-4c6e-95a1-beab6fa41063',
      'client_secret': '__stack_public_client__',
      'refresh_token': 'refresh-token-placeholder',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
