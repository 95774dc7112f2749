import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/auth/oauth/cross-domain/authorize'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Access-Token': "<the user's access token>",
      'X-Hexclave-Refresh-Token': "<the user's refresh token>",
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'redirect_uri': 'https://other.example.com/callback',
      'state': 'state-placeholder',
      'code_challenge': 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      'code_challenge_method': 'S256',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
