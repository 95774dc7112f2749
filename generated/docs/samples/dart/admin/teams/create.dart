import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/teams'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'display_name': 'Analysts',
      'creator_user_id': '3241a285-8329-4d69-8f3d-316e08cf140c',
      'profile_image_url': 'https://example.com/analysts.png',
      'server_metadata': {
        'plan': 'pro',
      },
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
